using System.Text.RegularExpressions;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Tools.Calling;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A refusal or an empty list that would end a search names the tool, or the filter, with which it goes on.</summary>
public sealed partial class NextStepTests
{
    // What they name is in no list: a secret address, a path that may be free, GitLab itself.
    private static readonly string[] WithoutFinder =
    [
        "secret",
        "filename",
        "noteable_type",
        "noteable_iid",
        "relation",
        "type",
        "unsubscribe",
        "unstar",
        "unarchive",
        "include_inheritance",
        "level",
        "trigger",
    ];

    private static readonly Dictionary<string, Tool> Tools = AllToolsets
        .List.SelectMany(toolset => toolset.Tools)
        .ToDictionary(tool => tool.Name);

    public static IEnumerable<TheoryDataRow<ToolCase>> Cases =>
        ToolCases
            .All.DistinctBy(one => one.Tool)
            .Where(one => Hole().Matches(Tools[one.Tool].Route ?? "").Any(hole => one.Arguments.Contains($"\"{hole.Groups[1]}\":")))
            .Select(one => new TheoryDataRow<ToolCase>(one) { TestDisplayName = one.Tool });

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public async Task What_GitLab_does_not_have_is_found_with_another_tool(ToolCase one)
    {
        await using var host = await ToolsHost.StartAsync();
        foreach (var method in (string[])["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
        {
            host.GitLab.On(method, "/api/v4/*").Answer(404, """{"message":"404 Not found"}""");
        }

        var sentence = await host.RefusalAsync(one.Tool, one.Arguments);
        Assert.True(
            Named().Match(sentence) is { Success: true } named && Tools[named.Groups[1].Value].Access == Access.Read,
            $"{one.Tool}: {sentence}"
        );
    }

    [Fact]
    public void Every_argument_that_fills_a_path_has_a_tool_that_finds_it() =>
        Assert.Empty(
            from tool in Tools.Values
            where tool.Route is not null
            from Match hole in Hole().Matches(tool.Route!)
            where Finders.Of(hole.Groups[1].Value, tool.Name) is null && !WithoutFinder.Contains(hole.Groups[1].Value)
            select $"{tool.Name}.{hole.Groups[1].Value}"
        );

    [Fact]
    public void A_finder_only_reads() => Assert.All(Finders.All, row => Assert.Equal(Access.Read, Tools[row.Tool].Access));

    [Theory]
    [InlineData("get_issue", """{"project_id":1,"issue_iid":99}""", 404, "404 Project Not Found", "Find the project with list_projects.")]
    [InlineData(
        "get_file_contents",
        """{"project_id":1,"file_path":"a"}""",
        404,
        "404 File Not Found",
        "Find the file with get_repository_tree."
    )]
    [InlineData("get_file_contents", """{"project_id":1,"file_path":"a","ref":"x"}""", 404, "404 Commit Not Found", "with list_branches.")]
    [InlineData("get_commit", """{"project_id":1,"sha":"beef"}""", 404, "404 Commit Not Found", "Find the commit with list_commits.")]
    [InlineData("create_branch", """{"project_id":1,"branch":"a","ref":"b"}""", 400, "Invalid reference name: b", "with list_branches.")]
    [InlineData("create_pipeline", """{"project_id":1,"ref":"b"}""", 400, "Reference not found", "Find the branch with list_branches.")]
    [InlineData(
        "create_note",
        """{"project_id":1,"noteable_type":"merge_request","noteable_iid":9,"body":"x"}""",
        404,
        "404 Not found",
        "Find the merge request with list_merge_requests."
    )]
    [InlineData("get_group_wiki_page", """{"group_id":"group","slug":"x"}""", 404, "404 Page Not Found", "with list_group_wiki_pages.")]
    [InlineData(
        "create_label",
        """{"project_id":1,"name":"x","color":"red"}""",
        403,
        "403 Forbidden",
        "list_project_members shows who has which"
    )]
    [InlineData("create_group_label", """{"group_id":1,"name":"x","color":"red"}""", 403, "403 Forbidden", "list_group_members shows who")]
    public async Task What_GitLab_says_decides_which(string tool, string arguments, int status, string said, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/*").Answer(status, $$"""{"message":"{{said}}"}""");
        host.GitLab.On("POST", "/api/v4/*").Answer(status, $$"""{"message":"{{said}}"}""");
        Assert.Contains(part, await host.RefusalAsync(tool, arguments), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoami_shows_the_scopes_of_a_token_that_lacks_one()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1").Answer(403, """{"error":"insufficient_scope","scope":"api"}""");
        Assert.EndsWith(
            "lacks the scope this needs: api (403). Use a token with that scope. whoami shows the scopes that the token has.",
            await host.RefusalAsync("get_project", """{"project_id":1}"""),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--GITLAB_DENIED_TOOLS_REGEX=^list_issues$")]
    [InlineData("--GITLAB_TOOLSETS=branches")]
    public async Task A_tool_that_the_request_may_not_use_is_not_named(string setting)
    {
        await using var host = await ToolsHost.StartAsync(settings: [setting, "--GITLAB_TOOLS=get_issue"]);
        Assert.DoesNotContain(
            "list_issues",
            await host.RefusalAsync("get_issue", """{"project_id":1,"issue_iid":99}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_page_in_place_of_the_API_sends_nobody_searching()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1").Answer(404, "<html>no such page</html>");
        Assert.DoesNotContain("list_projects", await host.RefusalAsync("get_project", """{"project_id":1}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "list_issues",
        """{"project_id":1,"labels":["none"],"state":"closed"}""",
        "Nothing was found with labels, state. There may be more without some of them."
    )]
    [InlineData(
        "list_labels",
        """{"project_id":1,"search":"zzz","per_page":5}""",
        "Nothing was found with search. There may be more without it."
    )]
    public async Task An_empty_list_names_the_filters_that_may_have_emptied_it(string tool, string arguments, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/*").Answer(200, "[]");
        Assert.Contains(part, await host.CallAsync(tool, arguments), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list_issues", """{"project_id":1,"order_by":"title","sort":"asc"}""")]
    [InlineData("list_issue_discussions", """{"project_id":1,"issue_iid":1}""")]
    public async Task An_empty_list_without_filters_says_no_more(string tool, string arguments)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/*").Answer(200, "[]");
        Assert.Equal("""{"items":[]}""", await host.CallAsync(tool, arguments));
    }

    [GeneratedRegex(@"Find the [a-z -]+ with ([a-z_]+)\.$")]
    private static partial Regex Named();

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Hole();
}
