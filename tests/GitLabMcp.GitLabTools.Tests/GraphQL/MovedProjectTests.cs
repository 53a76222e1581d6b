namespace GitLabMcp.GitLabTools.Tests;

/// <summary>GraphQL knows a moved project by its new path only; REST redirects the former one.</summary>
public sealed class MovedProjectTests
{
    private const string Nothing = """{"data":{"namespace":null}}""";
    private const string Moved = """{"id":9,"path_with_namespace":"group/new"}""";

    [Fact]
    public async Task A_former_path_leads_to_the_project()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/group%2Fold").Answer(200, Moved);
        host.GitLab.On("POST", "/api/graphql#workItemId")
            .Answer(200, """{"data":{"namespace":{"workItem":{"id":"gid://gitlab/WorkItem/70"}}}}""");
        host.GitLab.On("POST", "/api/graphql#workItemId").Times(1).Answer(200, Nothing);
        host.GitLab.On("POST", "/api/graphql#createNote")
            .Answer(200, """{"data":{"createNote":{"errors":[],"note":{"id":"gid://gitlab/Note/12","body":"x"}}}}""");

        await host.CallAsync("create_work_item_note", """{"project_id":"group/old","iid":5,"body":"x"}""");

        var asked = host.GitLab.Requests.Where(request => request.Body.Contains("workItemId", StringComparison.Ordinal));
        Assert.Equal(["group/old", "group/new"], asked.Select(request => (string?)request.Json!["variables"]!["projectId"]));
    }

    [Theory]
    [InlineData("group/app", """{"id":1,"path_with_namespace":"group/app"}""", 200)]
    [InlineData("Group/App", """{"id":1,"path_with_namespace":"group/app"}""", 200)]
    [InlineData("group/sub", """{"message":"404 Project Not Found"}""", 404)]
    public async Task A_project_that_was_not_moved_is_asked_for_once(string path, string answer, int status)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql#workItemId").Answer(200, Nothing);
        host.GitLab.On("GET", "/api/v4/projects/*").Answer(status, answer);

        await host.RefusalAsync("create_work_item_note", $$"""{"project_id":"{{path}}","iid":5,"body":"x"}""");

        Assert.Single(host.GitLab.Requests, request => request.Path == "/api/graphql");
    }
}
