using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Web addresses that do not say what the call needs, or that lead where it may not go.</summary>
public sealed class UrlRefusalTests
{
    [Theory]
    [InlineData("get_issue", """{"issue_iid":13}""", "group/app/-/issues/12", "issue_iid is 13, but the url says 12")]
    [InlineData("get_issue", """{"project_id":1}""", "group/app/-/issues/12", "project_id is 1, but the url says group/app")]
    [InlineData("get_file_contents", """{"ref":"v1"}""", "group/app/-/blob/main/a.cs", "ref is v1, but the url says main")]
    [InlineData(
        "create_note",
        """{"body":"x","noteable_type":"issue"}""",
        "group/app/-/merge_requests/3",
        "noteable_type is issue, but the url says merge_request"
    )]
    [InlineData(
        "get_issue",
        "{}",
        "group/app/-/merge_requests/3",
        "The url leads to a merge request. This tool takes the address of an issue."
    )]
    [InlineData(
        "get_pipeline",
        """{"pipeline_id":9}""",
        "group/app/-/jobs/4",
        "The url leads to a job. This tool takes the address of a pipeline."
    )]
    [InlineData("get_issue", "{}", "group/app", "The url leads to a project. Argument issue_iid is missing.")]
    [InlineData("get_issue", "{}", "group/app/-/issues/new", "The url leads to a project. Argument issue_iid is missing.")]
    [InlineData("get_issue", "{}", "groups/group/-/wikis/home", "The url leads to a group or user, but this tool needs a project.")]
    [InlineData("get_issue", "{}", "alice", "The url leads to a group or user, but this tool needs a project.")]
    [InlineData("get_issue", "{}", "", "The url leads to the start page of GitLab.")]
    [InlineData("get_issue", "{}", "api/v4/users/1", "Argument url must be the web address")]
    [InlineData("get_issue", "{}", "api/v4/projects/group%2F..%2Fx/issues/1", "Argument url must be the web address")]
    [InlineData(
        "get_file_contents",
        "{}",
        "api/v4/projects/1/repository/files/a%2F..%2Fb?ref=main",
        "Argument url must be the web address"
    )]
    [InlineData("get_file_contents", "{}", "api/v4/projects/1/repository/files/a?ref=..", "Argument url must be the web address")]
    [InlineData("list_group_projects", "{}", "group/app/-/issues/1", "The url leads to a project, but this tool needs a group.")]
    [InlineData(
        "get_milestone",
        "{}",
        "group/app/-/milestones/2",
        "list_milestones with iids tells the id. Argument milestone_id is missing."
    )]
    [InlineData("delete_branch", "{}", "group/app/-/tree/feature/x", "Give branch_name itself.")]
    [InlineData("get_issue", "{}", "group/app/-/issues/99999999999999999999", "Argument issue_iid must be a whole number")]
    [InlineData("get_user", """{"user_id":1}""", "alice", "There is no argument url here")]
    [InlineData("update_project", """{"name":"x"}""", "other/app/-/tree/main/src", "404")]
    public async Task Says_what_is_wrong_with_it(string tool, string arguments, string page, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        var call = JsonNode.Parse(arguments)!.AsObject();
        call["url"] = $"{host.GitLab.Origin}/{page}";
        Assert.Contains(part, await host.RefusalAsync(tool, call.ToJsonString()), StringComparison.Ordinal);
        Assert.DoesNotContain(
            host.GitLab.Requests,
            request => request.Line.Contains("src", StringComparison.Ordinal) || request.Body.Contains("src", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Is_of_the_GitLab_that_the_call_goes_to()
    {
        await using var host = await ToolsHost.StartAsync();
        var port = new Uri(host.GitLab.Origin).Port;
        foreach (
            var origin in (string[])
                ["https://gitlab.example.com", "http://127.0.0.1", $"http://127.0.0.2:{port}", $"http://localhost:{port}"]
        )
        {
            Assert.Contains(
                "but this call goes to the GitLab at 127.0.0.1:",
                await host.RefusalAsync("get_issue", $$"""{"url":"{{origin}}/group/app/-/issues/12"}"""),
                StringComparison.Ordinal
            );
        }

        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Passes_no_limit_to_projects_and_no_webhook_address()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        Assert.Contains(
            "limited to certain projects",
            await host.RefusalAsync("delete_issue", $$"""{"url":"{{host.GitLab.Origin}}/group/site/-/issues/1"}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Crash on start",
            await host.CallAsync("get_issue", $$"""{"url":"{{host.GitLab.Origin}}/group/app/-/issues/1"}"""),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(host.GitLab.Requests, request => request.Method == "DELETE");
        await host.SendAsync("create_webhook", $$"""{"project_id":1,"url":"{{host.GitLab.Origin}}/group/site/-/hooks/1"}""");
        Assert.EndsWith("/projects/1/hooks", host.GitLab.Requests[^1].Path, StringComparison.Ordinal);
    }
}
