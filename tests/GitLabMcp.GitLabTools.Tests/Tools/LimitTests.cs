using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.GitLabTools.Tools.Definition;
using GitLabMcp.GitLabTools.Toolsets;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The operator's settings hold for the list and for calls.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("--GITLAB_READ_ONLY_MODE=true")]
    [InlineData("--GITLAB_PERMISSION_MODE=readonly")]
    [InlineData("--GITLAB_READ_ONLY_MODE=true", "--GITLAB_PERMISSION_MODE=full", "--GITLAB_TOOLS=delete_issue", "--GITLAB_TOOLSETS=all")]
    public async Task Read_only_beats_everything(params string[] settings)
    {
        await using var host = await ToolsHost.StartAsync(settings: settings);
        Assert.All(await host.ListAsync(), tool => Assert.True(tool.ReadOnly));
        foreach (var one in ToolCases.All)
        {
            one.Script(host.GitLab);
            var response = await host.SendAsync(one.Tool, one.Arguments);
            Assert.True(
                response.OutcomeCase == CallToolResponse.OutcomeOneofCase.Result
                    || response.UnknownTool.Contains("not offered here", StringComparison.Ordinal)
            );
        }

        Assert.All(
            host.GitLab.Requests,
            request =>
                Assert.True(
                    request.Method == "GET"
                        || request.Path.EndsWith("/ci/lint", StringComparison.Ordinal)
                        || request.Path.EndsWith("/orbit/query", StringComparison.Ordinal)
                        || (
                            request.Path == "/api/graphql"
                            && request.Json!["query"]!.GetValue<string>().StartsWith("query ", StringComparison.Ordinal)
                        ),
                    request.Line
                )
        );
    }

    [Fact]
    public async Task Modify_mode_deletes_nothing()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_PERMISSION_MODE=modify"]);
        var deletes = AllToolsets
            .List.SelectMany(toolset => toolset.Tools)
            .Where(tool => tool.Access == Access.Delete)
            .Select(tool => tool.Name);
        Assert.Empty((await host.ListAsync()).Select(tool => tool.Name).Intersect(deletes));
        Assert.Contains(await host.ListAsync(), tool => tool.Name == "create_issue");
        Assert.NotEmpty((await host.SendAsync("delete_issue", """{"project_id":1,"issue_iid":1}""")).UnknownTool);
    }

    [Fact]
    public async Task Denied_tools_are_neither_listed_nor_called()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_DENIED_TOOLS_REGEX=^(create|delete)_"]);
        Assert.DoesNotContain(await host.ListAsync(), tool => tool.Name.StartsWith("create_", StringComparison.Ordinal));
        Assert.NotEmpty((await host.SendAsync("create_issue", """{"project_id":1,"title":"x"}""")).UnknownTool);
    }

    [Fact]
    public async Task A_selection_narrows_but_never_widens_what_the_operator_offers()
    {
        await using var host = await ToolsHost.StartAsync(
            settings: ["--GITLAB_TOOLSETS=labels", "--GITLAB_TOOLS=get_project", "--GITLAB_PERMISSION_MODE=modify"]
        );
        string[] Offered(Access most) =>
            ["get_project", .. Labels.Toolset.Tools.Where(tool => tool.Access <= most).Select(tool => tool.Name)];
        Assert.Equal(Offered(Access.Write), (await host.ListAsync()).Select(tool => tool.Name));
        Assert.Equal(
            ["get_project"],
            (await host.ListAsync(new() { Tools = { "get_project", "get_issue", "delete_label" } })).Select(tool => tool.Name)
        );
        Assert.Equal(
            Offered(Access.Read),
            (await host.ListAsync(new() { Toolsets = { "all" }, ReadOnly = true })).Select(tool => tool.Name)
        );
        Assert.NotEmpty(
            (await host.SendAsync("get_issue", """{"project_id":1,"issue_iid":1}""", selection: new() { Toolsets = { "all" } })).UnknownTool
        );
        Assert.NotEmpty((await host.SendAsync("create_label", selection: new() { ReadOnly = true })).UnknownTool);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task The_order_of_the_list_is_fixed()
    {
        await using var host = await ToolsHost.StartAsync();
        await using var other = await ToolsHost.StartAsync();
        Assert.Equal((await host.ListAsync()).Select(tool => tool.Name), (await other.ListAsync()).Select(tool => tool.Name));
    }

    [Fact]
    public async Task Only_allowed_projects_are_touched_by_number_or_path()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        await host.CallAsync("get_project", """{"project_id":"group/app"}""");
        Assert.Equal(["/api/v4/projects/group%2Fapp", "/api/v4/projects/1"], host.GitLab.Requests.Select(request => request.Path));

        host.GitLab.ForgetRequests();
        Assert.Contains(
            "limited to certain projects",
            await host.RefusalAsync("get_project", """{"project_id":2}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "limited to certain projects",
            await host.RefusalAsync("get_project", """{"project_id":"02"}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "limited",
            await host.RefusalAsync("create_issue_link", """{"project_id":1,"issue_iid":1,"target_project_id":2,"target_issue_iid":1}"""),
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
        Assert.Contains(
            "limited to certain projects",
            await host.RefusalAsync("delete_issue", """{"project_id":"group/site","issue_iid":1}"""),
            StringComparison.Ordinal
        );
        Assert.Equal("GET", Assert.Single(host.GitLab.Requests).Method);
    }

    [Fact]
    public async Task Lists_lose_the_rows_of_other_projects_and_unscopable_tools_are_gone()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=2"]);
        var projects = await host.CallAsync("list_projects");
        Assert.Contains("group/site", projects, StringComparison.Ordinal);
        Assert.DoesNotContain("group/app", projects, StringComparison.Ordinal);
        Assert.DoesNotContain("total", projects, StringComparison.Ordinal);
        Assert.DoesNotContain("Crash", await host.CallAsync("list_issues", """{"scope":"all"}"""), StringComparison.Ordinal);
        Assert.Equal("""{"items":[]}""", await host.CallAsync("list_todos"));
        Assert.NotEmpty((await host.SendAsync("mark_all_todos_done")).UnknownTool);
        Assert.NotEmpty((await host.SendAsync("list_group_members", """{"group_id":"group"}""")).UnknownTool);
        Assert.DoesNotContain(await host.ListAsync(), tool => tool.Name == "list_group_members");
    }

    [Fact]
    public async Task A_default_project_makes_the_argument_optional()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_PROJECT_ID=group/app"]);
        Assert.Contains("group/app", await host.CallAsync("get_project"), StringComparison.Ordinal);
        var schema = (await host.ListAsync()).Single(tool => tool.Name == "get_issue").InputSchema.ToStringUtf8();
        Assert.Contains("\"required\":[\"issue_iid\"]", schema, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--GITLAB_DENIED_TOOLS_REGEX=(", "GITLAB_DENIED_TOOLS_REGEX")]
    [InlineData("--GITLAB_TOOLSETS=label", "did you mean labels")]
    [InlineData("--GITLAB_TOOLS=get_projct", "did you mean get_project")]
    [InlineData("--GITLAB_ALLOWED_PROJECT_IDS=1,x", "GITLAB_ALLOWED_PROJECT_IDS=x")]
    [InlineData("--GITLAB_PERMISSION_MODE=some", "readonly, modify, full")]
    [InlineData("--GITLAB_API_URL=ftp://x", "GITLAB_API_URL")]
    [InlineData("--GITLAB_API_URL=https://user:pass@x", "GITLAB_API_URL")]
    [InlineData("--GITLAB_ALLOWED_HOSTS=*.example.com", "GITLAB_ALLOWED_HOSTS")]
    [InlineData("--GITLAB_CA_CERT_PATH=/nowhere/ca.pem", "GITLAB_CA_CERT_PATH")]
    [InlineData("--HTTPS_PROXY=ftp://user:pass@proxy", "HTTPS_PROXY")]
    [InlineData("--HTTP_PROXY=http://", "HTTP_PROXY")]
    [InlineData("--INTERNAL_CREDENTIAL=short", "INTERNAL_CREDENTIAL")]
    public void A_setting_that_cannot_be_used_stops_the_start(string setting, string part)
    {
        var stopped = Assert.Throws<InvalidSettingException>(() =>
            GitLabToolsApp.Build(["--INTERNAL_CREDENTIAL=0123456789012345678901234567890123456789", setting], static _ => { })
        );
        Assert.Contains(part, stopped.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass", stopped.Message, StringComparison.Ordinal);
    }
}
