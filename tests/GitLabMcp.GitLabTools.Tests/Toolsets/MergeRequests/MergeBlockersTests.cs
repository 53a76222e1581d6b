using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What get_merge_request says of a merge request that cannot be merged.</summary>
public sealed class MergeBlockersTests
{
    private const string Path = "/api/v4/projects/1/merge_requests/5";
    private const string Checks = "/api/graphql#mergeBlockers";
    private const string Arguments = """{"project_id":1,"merge_request_iid":5}""";

    [Theory]
    [InlineData("opened", "mergeable")]
    [InlineData("merged", "not_open")]
    [InlineData("closed", "draft_status")]
    public async Task Nothing_is_added_where_nothing_is_in_the_way(string state, string status)
    {
        await using var host = await ToolsHost.StartAsync();
        Give(host, state, status);
        Assert.DoesNotContain("merge_blockers", await host.CallAsync("get_merge_request", Arguments), StringComparison.Ordinal);
        Assert.Single(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("checking", "still checking")]
    [InlineData("preparing", "still checking")]
    [InlineData("approvals_syncing", "counting the approvals")]
    public async Task A_check_that_is_not_over_costs_no_request(string status, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        Give(host, "opened", status);
        Assert.Contains(part, Assert.Single(await BlockersAsync(host)), StringComparison.Ordinal);
        Assert.Single(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("CI_MUST_PASS", "failed", "Its pipeline failed and must succeed: get_pipeline_failures")]
    [InlineData("CI_MUST_PASS", "running", "Its pipeline is still running: wait_for_pipeline")]
    [InlineData("CI_MUST_PASS", null, "A pipeline must succeed, and it has none: create_merge_request_pipeline")]
    [InlineData("NEED_REBASE", "success", "It must be rebased onto the target branch: rebase_merge_request")]
    [InlineData("CONFLICT", "success", "It conflicts with the target branch: get_merge_request_conflicts")]
    [InlineData("REQUESTED_CHANGES", "success", "A reviewer asks for changes: list_merge_request_reviewers")]
    [InlineData("STATUS_CHECKS_MUST_PASS", "success", "An outside status check has not passed")]
    [InlineData("SOMETHING_NEW", "success", "GitLab's check something_new does not pass")]
    public async Task Each_check_that_fails_is_said_in_words_with_the_tool_that_goes_on(string check, string? pipeline, string sentence)
    {
        await using var host = await ToolsHost.StartAsync();
        Give(host, "opened", "ci_must_pass", pipeline is null ? "" : $$""","head_pipeline":{"id":3,"status":"{{pipeline}}"}""");
        host.GitLab.On("POST", Checks).Answer(200, Of($$"""{"identifier":"{{check}}","status":"FAILED"}"""));
        Assert.Equal([sentence], await BlockersAsync(host));
    }

    [Fact]
    public async Task All_checks_that_fail_are_named_and_no_other_one()
    {
        await using var host = await ToolsHost.StartAsync();
        Give(host, "opened", "draft_status");
        host.GitLab.On("POST", Checks)
            .Answer(
                200,
                Of(
                    """
                    {"identifier":"DRAFT_STATUS","status":"FAILED"},{"identifier":"DISCUSSIONS_NOT_RESOLVED","status":"FAILED"},
                    {"identifier":"CONFLICT","status":"SUCCESS"},{"identifier":"JIRA_ASSOCIATION_MISSING","status":"INACTIVE"}
                    """
                )
            );
        Assert.Equal(
            ["It is a draft; draft=false marks it as ready: update_merge_request", "Threads are not resolved: mr_discussions"],
            await BlockersAsync(host)
        );
        Assert.Equal(2, host.GitLab.Requests.Count);
    }

    /// <summary>A token of a CI/CD job has no GraphQL, and versions before 16.5 do not know the checks.</summary>
    [Fact]
    public async Task Where_GitLab_does_not_tell_its_checks_the_merge_request_itself_does()
    {
        await using var host = await ToolsHost.StartAsync();
        Give(host, "opened", "not_approved", ""","has_conflicts":true,"blocking_discussions_resolved":false""");
        host.GitLab.On("POST", Checks)
            .Answer(200, """{"errors":[{"message":"Field 'mergeabilityChecks' doesn't exist on type 'MergeRequest'"}]}""");
        Assert.Equal(
            [
                "Approvals are missing: get_merge_request_approval_state",
                "It conflicts with the target branch: get_merge_request_conflicts",
                "Threads are not resolved: mr_discussions",
            ],
            await BlockersAsync(host)
        );
    }

    [Fact]
    public async Task What_a_denied_tool_shows_is_not_said_and_it_is_not_named()
    {
        await using var host = await ToolsHost.StartAsync(
            settings: ["--GITLAB_DENIED_TOOLS_REGEX=^(get_merge_request_approval_state|list_merge_requests)$"]
        );
        GiveBlocked(host);
        var answer = JsonNode.Parse(await host.CallAsync("get_merge_request", Arguments))!;
        Assert.Equal(
            ["Approvals are missing", "Other merge requests must be merged before it: merge_merge_request"],
            answer["merge_blockers"]!.AsArray().Select(one => (string)one!)
        );
        Assert.Null(answer["blocked_by"]);
    }

    [Fact]
    public async Task Merge_requests_of_other_projects_are_left_out_where_projects_are_limited()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        GiveBlocked(host);
        var answer = JsonNode.Parse(await host.CallAsync("get_merge_request", Arguments))!;
        Assert.Equal([7], answer["blocked_by"]!.AsArray().Select(one => (int)one!["iid"]!));
    }

    [Fact]
    public async Task A_merge_that_is_refused_names_the_tool_that_says_why()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("PUT", Path + "/merge").Answer(405, """{"message":"405 Method Not Allowed"}""");
        Assert.EndsWith(
            "get_merge_request says in merge_blockers what is in the way.",
            await host.RefusalAsync("merge_merge_request", Arguments),
            StringComparison.Ordinal
        );
    }

    private static void Give(ToolsHost host, string state, string status, string more = "") =>
        host
            .GitLab.On("GET", Path)
            .Answer(
                200,
                $$"""
                {"iid":5,"project_id":1,"state":"{{state}}","detailed_merge_status":"{{status}}",
                  "references":{"short":"!5","relative":"!5","full":"group/app!5"}{{more}}}
                """
            );

    private static void GiveBlocked(ToolsHost host)
    {
        Give(host, "opened", "not_approved", ""","approvals_before_merge":null""");
        host.GitLab.On("POST", Checks)
            .Answer(
                200,
                Of(
                    """{"identifier":"NOT_APPROVED","status":"FAILED"},{"identifier":"MERGE_REQUEST_BLOCKED","status":"FAILED"}""",
                    """
                    ,"approvalsLeft":2,"blockingMergeRequests":{"visibleMergeRequests":[
                      {"projectId":1,"iid":"7","title":"First","state":"opened"},{"projectId":2,"iid":"8","title":"Other","state":"opened"}]}
                    """
                )
            );
    }

    private static string Of(string checks, string more = "") =>
        """{"data":{"project":{"mergeRequest":{"mergeabilityChecks":[""" + checks + "]" + more + "}}}}";

    private static async Task<string[]> BlockersAsync(ToolsHost host) =>
        [.. JsonNode.Parse(await host.CallAsync("get_merge_request", Arguments))!["merge_blockers"]!.AsArray().Select(one => (string)one!)];
}
