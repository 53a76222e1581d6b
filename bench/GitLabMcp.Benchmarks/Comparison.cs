namespace GitLabMcp.Benchmarks;

/// <summary>One run: both servers beside each other on the same fake GitLab, measured in turn.</summary>
internal static class Comparison
{
    public static async Task RunAsync(Plan plan, CancellationToken ct)
    {
        var port = Server.FreePort();
        await using var gitlab = Server.Start(
            "gitlab",
            "dotnet",
            [typeof(Comparison).Assembly.Location, "gitlab", $"http://127.0.0.1:{port}"],
            []
        );
        await gitlab.ReadyAsync(port, path: null, ct);
        var api = $"http://127.0.0.1:{port}/api/v4";
        Say("Starting the servers …");
        await using var ours = await Subject.StartOursAsync(api, ct);
        await using var peer = plan.Peer is { } package ? await Subject.StartPeerAsync(package, api, ct) : null;

        using var http = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                UseProxy = false,
                UseCookies = false,
                ActivityHeadersPropagator = null,
            }
        );
        Contender[] contenders = [new(ours), .. peer is null ? Array.Empty<Contender>() : [new(peer)]];
        foreach (var contender in contenders)
        {
            Say($"{contender.Subject.Name}: {plan.Clients} clients warm it up …");
            contender.Clients =
            [
                .. Enumerable
                    .Range(0, plan.Clients)
                    .Select(person => new McpClient(http, contender.Subject.Endpoint, People.Token(person))),
            ];
            await Task.WhenAll(contender.Clients.Select(client => client.StartAsync(ct)));
            contender.ToolList = await contender.Clients[0].ListToolsAsync("", ct);
            contender.EveryTool = contender.Subject == ours ? await contender.Clients[0].ListToolsAsync("?toolsets=all", ct) : null;
            await Load.WarmUpAsync(contender.Subject, contender.Clients, TimeSpan.FromSeconds(plan.WarmUp), ct);
            contender.CpuBefore = contender.CpuByProcess();
        }

        for (var round = 1; round <= plan.Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                var measured = await Load.RunAsync(contender.Subject, contender.Clients, TimeSpan.FromSeconds(plan.Seconds), ct);
                contender.Total = contender.Total.And(measured);
                Say(
                    $"{contender.Subject.Name}, round {round} of {plan.Rounds}: {measured.CallsPerSecond:N0} calls/s, "
                        + $"{measured.CpuPerCall:F3} ms of CPU per call"
                );
            }
        }

        foreach (var contender in contenders)
        {
            contender.CpuAfter = contender.CpuByProcess();
            Say($"{contender.Subject.Name}: opening {plan.Idle:N0} idle sessions …");
            await Task.WhenAll(contender.Clients.Select(client => client.EndAsync(ct)));
            contender.Memory = await IdleSessions.OpenAsync(contender.Subject, http, plan.Clients, plan.Idle, ct);
        }

        Report.Print(plan, contenders);
    }

    private static void Say(string line) => Console.WriteLine(line);
}

/// <summary>A server and what is known of it so far.</summary>
internal sealed class Contender(Subject subject)
{
    public Subject Subject => subject;

    public IReadOnlyList<McpClient> Clients { get; set; } = [];

    public Round Total { get; set; } = Round.None;

    /// <summary>What a client gets that asks for nothing else.</summary>
    public ToolList ToolList { get; set; } = new(0, 0, 0);

    /// <summary>With every tool there is; null where a client cannot ask for that.</summary>
    public ToolList? EveryTool { get; set; }

    public Memory? Memory { get; set; }

    /// <summary>User and system time at the start and at the end of the measured rounds; in between only they cost any.</summary>
    public IReadOnlyList<TimeSpan> CpuBefore { get; set; } = [];

    public IReadOnlyList<TimeSpan> CpuAfter { get; set; } = [];

    public IReadOnlyList<TimeSpan> CpuByProcess() => [.. subject.Processes.Select(static process => process.Cpu)];
}
