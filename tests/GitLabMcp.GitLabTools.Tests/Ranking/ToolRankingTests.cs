using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Ranking;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Searches as people and models put them: searches.tsv has one a line, and the tools of which one has to be found.</summary>
public sealed class ToolRankingTests(ITestOutputHelper output)
{
    private const int First = 5;
    private const double LeastFound = 0.97;

    [Fact]
    public async Task A_search_finds_its_tool_among_the_first_five()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_TOOLSETS="]);
        var searches = await File.ReadAllLinesAsync(Path.Combine(Folder(), "searches.tsv"), TestContext.Current.CancellationToken);
        List<string> missed = [];
        foreach (var line in searches)
        {
            var (search, wanted) = line.Split('\t') is [var text, var tools] ? (text, tools.Split(' ')) : throw new FormatException(line);
            var found = await FindAsync(host, search);
            if (!found.Take(First).Intersect(wanted).Any())
            {
                missed.Add($"{search}: {string.Join(' ', found.Take(First))}, not {string.Join(' ', wanted)}");
            }
        }

        output.WriteLine(string.Join('\n', missed));
        Assert.InRange(searches.Length, 150, int.MaxValue);
        Assert.True(missed.Count <= searches.Length * (1 - LeastFound), $"{missed.Count} of {searches.Length}");
    }

    [Theory]
    [InlineData("lables", "list_labels")]
    [InlineData("pull requests", "list_merge_requests")]
    [InlineData("PLEASE, how do I delete a label?", "delete_label")]
    [InlineData("get_label", "get_label")]
    [InlineData("env vars", "list_project_variables")]
    public async Task Typing_errors_other_words_and_words_that_say_nothing_do_not_matter(string search, string tool)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_TOOLSETS="]);
        Assert.Contains(tool, (await FindAsync(host, search)).Take(3));
    }

    [Fact]
    public void A_tool_whose_name_says_nothing_is_found_by_its_description()
    {
        ToolWords Words(string name, string description) =>
            new(name, description, about: "Tools", """{"properties":{}}"""u8.ToArray(), _ => true);
        var tools = new[] { Words("get_the", "Show the weather."), Words("create_label", "Create a label.") };
        Assert.Equal([tools[0]], ToolRanking.Rank("weather", tools, words => words).Select(hit => hit.Tool));
    }

    [Fact]
    public void Keywords_belong_to_tools_that_exist() =>
        Assert.Empty(
            WordTable
                .Lines("keywords.txt")
                .Select(line => line.Key)
                .Except(AllToolsets.List.SelectMany(set => set.Tools).Select(tool => tool.Name))
        );

    [Theory]
    [InlineData("   ")]
    [InlineData("the of")]
    [InlineData("日本語")]
    [InlineData("🦊")]
    public async Task A_search_without_a_telling_word_finds_nothing(string search)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_TOOLSETS="]);
        Assert.Empty(await FindAsync(host, search));
    }

    private static async Task<List<string>> FindAsync(ToolsHost host, string search)
    {
        var answer = await host.CallAsync("discover_tools", new JsonObject { ["search"] = search }.ToJsonString());
        return [.. JsonNode.Parse(answer)!["tools"]!.AsArray().Select(tool => (string)tool!["name"]!)];
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
