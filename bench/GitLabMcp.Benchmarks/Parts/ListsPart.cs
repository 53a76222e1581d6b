namespace GitLabMcp.Benchmarks.Parts;

/// <summary>What a client reads of tools/list before it does anything.</summary>
internal static class ListsPart
{
    public static async Task RunAsync(Run run, CancellationToken ct)
    {
        await using var gitlab = await GitLabProcess.StartAsync(TimeSpan.Zero, fixedPort: null, ct);
        await using var contenders = await Contenders.StartAsync(run, gitlab.Api, ct);
        var table = new Table("server", "tools", "bytes", "tokens");
        foreach (var contender in contenders.All)
        {
            var client = contender.Client(0);
            await client.StartAsync(ct);
            Add(contender.Subject.Name, await client.ListToolsAsync("", ct));
            if (contender == contenders.All[0])
            {
                Add(contender.Subject.Name + " with ?toolsets=all", await client.ListToolsAsync("?toolsets=all", ct));
            }

            await client.EndAsync(ct);
        }

        run.Report.Add("lists", "The answer to tools/list. Tokens are estimated as a quarter of its characters.", table);

        void Add(string what, ToolList list) =>
            table.Add(what, Figure.Count(list.Tools), Figure.Count(list.Bytes), Figure.Count(list.Characters / 4));
    }
}
