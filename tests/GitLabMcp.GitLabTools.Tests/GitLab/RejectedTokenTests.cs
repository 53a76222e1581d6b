using GitLabMcp.Fake.World;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.ServiceDefaults.Credentials;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A 401 is believed only when GitLab no longer says whose token it is (docs/reliability.md, S14).</summary>
public sealed class RejectedTokenTests
{
    private const string User = "/api/v4/user";
    private const string Project = "/api/v4/projects/1";
    private const string GetProject = """{"project_id":1}""";
    private const string Unauthorized = """{"message":"401 Unauthorized"}""";
    private const string Job = "glcbt-64_0123456789abcdefghij";

    [Theory]
    [InlineData("approve_merge_request", """{"project_id":1,"merge_request_iid":6}""", "POST", "/merge_requests/6/approve")]
    [InlineData("unapprove_merge_request", """{"project_id":1,"merge_request_iid":6}""", "POST", "/merge_requests/6/unapprove")]
    [InlineData("merge_merge_request", """{"project_id":1,"merge_request_iid":6}""", "PUT", "/merge_requests/6/merge")]
    public async Task A_live_token_that_may_not_or_has_done_so_is_not_rejected(string tool, string arguments, string method, string path)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_CONFIRM_DESTRUCTIVE=false"]);
        host.GitLab.On(method, Project + path).Answer(401, Unauthorized);
        var result = (await host.SendAsync(tool, arguments)).Result;
        Assert.True(result is { IsError: true, TokenRejected: false, Retryable: false }, result.ToString());
        Assert.Contains("may not do this (or it is done already)", result.Text, StringComparison.Ordinal);
        Assert.Contains("(401: Unauthorized)", result.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("new token", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_of_a_job_is_checked_as_one()
    {
        await using var host = await ToolsHost.StartAsync(ToolsHost.World().WithToken("alice", Job, TokenKind.Job));
        host.GitLab.On("GET", Project + "/issues/1/discussions").Answer(401, Unauthorized);
        var response = await host.SendAsync(
            "list_issue_discussions",
            """{"project_id":1,"issue_iid":1}""",
            metadata: ToolsHost.As(Job, CredentialKind.JobToken)
        );
        Assert.False(response.Result.TokenRejected);
        Assert.Contains("token of a CI/CD job", response.Result.Text, StringComparison.Ordinal);
        Assert.Equal("/api/v4/job", host.GitLab.Requests[^1].Path);
    }

    [Theory]
    [InlineData("""{"message":"401 Unauthorized"}""")]
    [InlineData("""{"error":"invalid_token","error_description":"Token was revoked."}""")]
    public async Task Says_when_GitLab_no_longer_takes_the_token(string body)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Answer(401, body);
        host.GitLab.On("GET", User).Answer(401, body);
        var result = (await host.SendAsync("get_project", GetProject)).Result;
        Assert.True(result is { IsError: true, TokenRejected: true }, result.ToString());
        Assert.Contains("Send a new token", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holds_for_GraphQL_too()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql#*").Answer(401, """{"errors":[{"message":"Invalid token"}]}""");
        const string Call = """{"query":"query { currentUser { id } }"}""";
        var live = (await host.SendAsync("execute_graphql", Call)).Result;
        Assert.False(live.TokenRejected);
        Assert.Contains("(401: Invalid token)", live.Text, StringComparison.Ordinal);
        host.GitLab.Revoke(ToolsHost.Bob);
        Assert.True((await host.SendAsync("execute_graphql", Call, ToolsHost.Bob)).Result.TokenRejected);
    }

    [Fact]
    public async Task Holds_for_resources_prompts_and_completions_too()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects*").Answer(401, Unauthorized);
        var resource = await host.Client.ReadResourceAsync(
            new() { Uri = "gitlab://projects/1" },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.False(resource.Refusal.TokenRejected);
        Assert.Contains("You may not do this", resource.Refusal.Message, StringComparison.Ordinal);
        var prompt = await host.Client.GetPromptAsync(
            new() { Name = "explain_failed_pipeline", Arguments = ByteString.CopyFromUtf8("""{"project_id":"1","pipeline_id":"9"}""") },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.False(prompt.Refusal.TokenRejected);
        var completion = await host.Client.CompleteAsync(
            new()
            {
                Prompt = "triage_issues",
                Argument = "labels",
                Known = { ["project_id"] = "1" },
            },
            ToolsHost.As(ToolsHost.Alice),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.False(completion.Completion.TokenRejected);
        Assert.Empty(completion.Completion.Values);
    }

    [Theory]
    [InlineData(403, """{"error":"insufficient_scope","scope":"read_user"}""", "accepts the token")]
    [InlineData(500, "down", "did not say whether")]
    [InlineData(503, "", "did not say whether")]
    [InlineData(429, "Retry later\n", "did not say whether")]
    [InlineData(404, "<html>no such page</html>", "did not say whether")]
    [InlineData(200, "<html>sign in</html>", "did not say whether")]
    public async Task Only_a_401_to_the_check_rejects_the_token(int status, string body, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Answer(401, Unauthorized);
        host.GitLab.On("GET", User).Answer(status, body);
        var result = (await host.SendAsync("get_project", GetProject)).Result;
        Assert.False(result.TokenRejected);
        Assert.Contains(part, result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_without_an_answer_rejects_nothing()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Project).Answer(401, Unauthorized);
        host.GitLab.On("GET", User).Reset();
        var result = (await host.SendAsync("get_project", GetProject)).Result;
        Assert.True(result is { TokenRejected: false, Retryable: true }, result.ToString());
    }

    [Fact]
    public async Task Many_calls_share_one_check_for_a_few_seconds()
    {
        var clock = new FakeTimeProvider();
        await using var host = await ToolsHost.StartAsync(configure: builder =>
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock))
        );
        host.GitLab.On("GET", Project).Answer(401, Unauthorized);
        var stalled = host.GitLab.On("GET", User).Stall(200, """{"id":1}""");
        Task<string>[] calls = [.. Enumerable.Range(0, 10).Select(_ => host.RefusalAsync("get_project", GetProject))];
        await stalled.Reached;
        stalled.Release();
        await Task.WhenAll(calls);
        await host.RefusalAsync("get_project", GetProject);
        Assert.Single(host.GitLab.Requests, request => request.Path == User);

        clock.Advance(TimeSpan.FromSeconds(6));
        await host.RefusalAsync("get_project", GetProject);
        await host.RefusalAsync("get_project", GetProject, ToolsHost.Bob);
        Assert.Equal(3, host.GitLab.Requests.Count(request => request.Path == User));
    }

    [Fact]
    public async Task What_a_live_token_has_read_is_still_compared_with_its_tag()
    {
        await using var host = await ToolsHost.StartAsync();
        await host.CallAsync("get_project", GetProject);
        host.GitLab.On("GET", Project + "/issues").Answer(401, Unauthorized);
        await host.RefusalAsync("list_issues", GetProject);
        await host.CallAsync("get_project", GetProject);
        Assert.Contains("if-none-match", host.GitLab.Requests[^1].Headers);
    }

    [Theory]
    [InlineData(401, """{"message":"401 Unauthorized"}""")]
    [InlineData(403, """{"message":"403 Forbidden"}""")]
    [InlineData(404, "<html>nothing</html>")]
    public async Task Health_goes_by_the_owner_and_the_version_only_adds_to_it(int status, string body)
    {
        await using var host = await ToolsHost.StartAsync(ToolsHost.World().WithToken("alice", Job, TokenKind.Job));
        host.GitLab.On("GET", "/api/v4/version").Answer(status, body);
        var job = (await host.SendAsync("health_check", metadata: ToolsHost.As(Job, CredentialKind.JobToken))).Result;
        Assert.False(job.IsError, job.Text);
        Assert.Contains(
            """
            "version":"unknown","user":"alice"
            """.Trim(),
            job.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("\"status\":\"ok\"", await host.CallAsync("health_check"), StringComparison.Ordinal);
        host.GitLab.Revoke(ToolsHost.Alice);
        Assert.True((await host.SendAsync("health_check")).Result.TokenRejected);
    }
}
