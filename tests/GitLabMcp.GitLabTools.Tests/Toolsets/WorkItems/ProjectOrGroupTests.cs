namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Where a tool takes a project or a group, a bare number is never taken for the other one.</summary>
public sealed class ProjectOrGroupTests
{
    [Theory]
    [InlineData("create_work_item", "\"title\":\"t\"")]
    [InlineData("get_work_item", "\"iid\":5")]
    [InlineData("list_work_items", "\"first\":5")]
    [InlineData("update_work_item", "\"iid\":5,\"title\":\"t\"")]
    [InlineData("convert_work_item_type", "\"iid\":5,\"new_type\":\"task\"")]
    [InlineData("create_work_item_note", "\"iid\":\"5\",\"body\":\"b\"")]
    [InlineData("list_work_item_notes", "\"iid\":\"5\"")]
    [InlineData("list_work_item_statuses", "\"work_item_type\":\"issue\"")]
    [InlineData("create_work_item_emoji_reaction", "\"iid\":\"5\",\"name\":\"tada\"")]
    public async Task A_number_is_a_projects_and_never_a_groups(string tool, string others)
    {
        await using var host = await StartAsync();
        var refusal = await host.RefusalAsync(tool, $$"""{"project_id":789,{{others}}}""");
        Assert.Contains("404", refusal, StringComparison.Ordinal);
        Assert.Contains("give group:789", refusal, StringComparison.Ordinal);
        Assert.Equal("/api/v4/projects/789", Assert.Single(host.GitLab.Requests).Path);
    }

    [Theory]
    [InlineData("\"group:789\"", "garden", "/api/v4/groups/789")]
    [InlineData("\"group:garden\"", "garden", null)]
    [InlineData("\"garden\"", "garden", null)]
    [InlineData("\"project:1\"", "group/app", "/api/v4/projects/1")]
    [InlineData("1", "group/app", "/api/v4/projects/1")]
    [InlineData("\"project:group/app\"", "group/app", null)]
    public async Task A_call_can_say_which_it_means(string given, string path, string? lookup)
    {
        await using var host = await StartAsync();
        await host.SendAsync("get_work_item", $$"""{"project_id":{{given}},"iid":5}""");
        Assert.Equal(lookup, host.GitLab.Requests.FirstOrDefault(request => request.Method == "GET")?.Path);
        Assert.Equal(path, (string?)host.GitLab.Requests.First(request => request.Path == "/api/graphql").Json!["variables"]!["projectId"]);
    }

    [Fact]
    public async Task A_group_is_listed_as_a_group_at_once_and_a_project_never_as_a_group()
    {
        await using var host = await StartAsync();
        await host.SendAsync("list_work_items", """{"project_id":"group:garden"}""");
        Assert.Contains("group(", (string?)Assert.Single(host.GitLab.Requests).Json!["query"], StringComparison.Ordinal);
        host.GitLab.ForgetRequests();
        host.GitLab.On("POST", "/api/graphql*").Answer(200, """{"data":{"project":null}}""");
        await host.RefusalAsync("list_work_items", """{"project_id":"project:garden"}""");
        Assert.Contains("project(", (string?)Assert.Single(host.GitLab.Requests).Json!["query"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_with_its_kind_is_held_to_the_allowed_projects()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1,789"]);
        foreach (var given in (string[])["group:789", "group:1", "group:garden", "project:2"])
        {
            Assert.Contains(
                "limited to certain projects",
                await host.RefusalAsync("get_work_item", $$"""{"project_id":"{{given}}","iid":5}"""),
                StringComparison.Ordinal
            );
        }

        Assert.Empty(host.GitLab.Requests);
        await host.CallAsync("get_project", """{"project_id":"project:1"}""");
    }

    [Theory]
    [InlineData("group:")]
    [InlineData("project:")]
    [InlineData("project:..")]
    [InlineData("group:../a")]
    public async Task A_kind_without_a_name_is_refused(string given)
    {
        await using var host = await StartAsync();
        await host.RefusalAsync("get_work_item", $$"""{"project_id":"{{given}}","iid":5}""");
        Assert.Empty(host.GitLab.Requests);
    }

    private static async Task<ToolsHost> StartAsync()
    {
        var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/789").Answer(404, """{"message":"404 Project Not Found"}""");
        host.GitLab.On("GET", "/api/v4/groups/789").Answer(200, """{"id":789,"full_path":"garden"}""");
        return host;
    }

    [Theory]
    [InlineData("list_group_projects", """{"group_id":"group:789"}""", "/api/v4/groups/789/projects")]
    [InlineData("list_group_projects", """{"group_id":"Group: 789"}""", "/api/v4/groups/789/projects")]
    [InlineData("get_project", """{"project_id":"PROJECT:789"}""", "/api/v4/projects/789")]
    [InlineData("list_work_items", """{"project_id":"GROUP: 789"}""", "/api/v4/groups/789")]
    public async Task The_words_that_tell_them_apart_are_read_wherever_one_is_named(string tool, string arguments, string path)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync(tool, arguments);
        Assert.Equal(path, host.GitLab.Requests[0].Path);
    }
}
