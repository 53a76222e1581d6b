using GitLabMcp.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>An issue that went on elsewhere says where.</summary>
public sealed class IssueSuccessorTests
{
    private const string Path = "/api/v4/projects/1/issues/5";
    private const string Arguments = """{"project_id":1,"issue_iid":5}""";

    [Fact]
    public async Task A_duplicate_names_the_issue_without_another_request()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Path)
            .Answer(
                200,
                """{"iid":5,"state":"closed","_links":{"closed_as_duplicate_of":"https://gitlab.example.com/api/v4/projects/2/issues/75"}}"""
            );
        Assert.Equal(
            """{"iid":5,"state":"closed","duplicate_of":{"project_id":2,"iid":75}}""",
            await host.CallAsync("get_issue", Arguments)
        );
        Assert.Single(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("""{"iid":5,"moved_to_id":null,"_links":{"closed_as_duplicate_of":null}}""", """{"iid":5}""")]
    [InlineData("""{"iid":5,"_links":{"closed_as_duplicate_of":"https://gitlab.example.com/elsewhere"}}""", """{"iid":5}""")]
    public async Task Nothing_is_added_to_an_issue_that_went_nowhere(string given, string answer)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Path).Answer(200, given);
        Assert.Equal(answer, await host.CallAsync("get_issue", Arguments));
        Assert.Single(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_copy_that_the_user_may_not_see_leaves_its_id()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Path).Answer(200, """{"iid":5,"state":"closed","moved_to_id":92}""");
        host.GitLab.On("POST", "/api/graphql#movedIssue").Answer(200, """{"data":{"issue":null}}""");
        Assert.Equal("""{"iid":5,"state":"closed","moved_to_id":92}""", await host.CallAsync("get_issue", Arguments));
    }

    [Fact]
    public async Task Nothing_is_said_of_other_projects_where_projects_are_limited()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        host.GitLab.On("GET", Path)
            .Answer(
                200,
                """
                {"iid":5,"moved_to_id":92,"_links":{"closed_as_duplicate_of":"https://gitlab.example.com/api/v4/projects/2/issues/75"}}
                """.OneLine()
            );
        host.GitLab.On("POST", "/api/graphql#movedIssue")
            .Answer(200, """{"data":{"issue":{"iid":"3","projectId":2,"state":"opened","webUrl":"https://gitlab.example.com/x"}}}""");
        Assert.Equal("""{"iid":5,"moved_to_id":92}""", await host.CallAsync("get_issue", Arguments));
    }
}
