namespace GitLabMcp.GitLabTools.Tests;

public sealed class WorkItemTests
{
    private const string Small = """{"data":{"namespace":{"workItem":{"id":"gid://gitlab/WorkItem/70","iid":"5","title":"Crash","state":"OPEN","widgets":[]}}}}""";

    [Fact]
    public async Task What_this_GitLab_does_not_know_is_left_out_and_the_rest_is_shown()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql*").Answer(200, Small);
        await host.CallAsync("get_work_item", """{"project_id":"group/app","iid":5}""");
        var lines = Document(host.GitLab.Requests[^1].Json!).Split('\n');
        var weight = 1 + Array.FindIndex(lines, line => line.Contains("WorkItemWidgetWeight", StringComparison.Ordinal));

        host.GitLab.BehaveAgain();
        host.GitLab.ForgetRequests();
        host.GitLab.On("POST", "/api/graphql*").Answer(200, Small);
        host.GitLab.On("POST", "/api/graphql*").Times(1).Answer(200, $$$"""{"errors":[{"message":"No such type WorkItemWidgetWeight, so it can't be a fragment condition","locations":[{"line":{{{weight}}},"column":1}]}]}""");
        Assert.Equal("""{"id":70,"iid":5,"title":"Crash","state":"OPEN"}""", await host.CallAsync("get_work_item", """{"project_id":"group/app","iid":5}"""));
        Assert.Equal([lines.Length, lines.Length - 1], host.GitLab.Requests.Select(request => Document(request.Json!).Split('\n').Length));
        Assert.DoesNotContain("WorkItemWidgetWeight", Document(host.GitLab.Requests[^1].Json!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_left_out_is_refused_once()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql*").Answer(200, """{"errors":[{"message":"Field 'namespace' doesn't exist on type 'Query'","locations":[{"line":2,"column":3}]}]}""");
        Assert.Contains("its version or its tier is too low", await host.RefusalAsync("get_work_item", """{"project_id":"group/app","iid":5}"""), StringComparison.Ordinal);
        Assert.Single(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_comment_is_found_on_its_own_work_item_only()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql*").Times(1).Answer(200, Discussions(13, null));
        host.GitLab.On("POST", "/api/graphql*").Times(1).Answer(200, Discussions(11, "next"));
        Assert.Contains("Work item 5 has no comment 12.", await host.RefusalAsync("create_work_item_note_emoji_reaction", """{"project_id":"group/app","iid":5,"note_id":12,"name":"tada"}"""), StringComparison.Ordinal);
        Assert.Equal([null, "next"], host.GitLab.Requests.Select(request => (string?)request.Json!["variables"]!["after"]));
    }

    [Fact]
    public async Task The_limit_to_projects_holds_for_relatives_and_for_groups_of_the_same_number()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1,99"]);
        var one = ToolCases.All.First(one => one.Tool == "get_work_item");
        host.GitLab.On("POST", "/api/graphql*").Answer(200, one.Given[0]!);
        var text = await host.CallAsync("get_work_item", """{"project_id":1,"iid":5}""");
        Assert.Contains("Slow list", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Typo", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Stability", text, StringComparison.Ordinal);

        host.GitLab.ForgetRequests();
        host.GitLab.On("GET", "/api/v4/projects/99").Answer(404, """{"message":"404 Project Not Found"}""");
        host.GitLab.On("GET", "/api/v4/groups/99").Answer(200, """{"full_path":"group"}""");
        Assert.Contains("404", await host.RefusalAsync("get_work_item", """{"project_id":99,"iid":5}"""), StringComparison.Ordinal);
        Assert.Equal("/api/v4/projects/99", Assert.Single(host.GitLab.Requests).Path);
    }

    private static string Document(System.Text.Json.Nodes.JsonNode request) => request["query"]!.GetValue<string>();

    private static string Discussions(int note, string? cursor) =>
        $$$$$"""{"data":{"namespace":{"workItem":{"widgets":[{"discussions":{"nodes":[{"notes":{"nodes":[{"id":"gid://gitlab/Note/{{{{{note}}}}}"}]}}],"pageInfo":{"hasNextPage":{{{{{(cursor is null ? "false" : "true")}}}}},"endCursor":"{{{{{cursor}}}}}"}}}]}}}}""";
}
