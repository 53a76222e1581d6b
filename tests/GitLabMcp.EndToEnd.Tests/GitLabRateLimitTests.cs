using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>GitLab's 429 binds every replica of GitLabTools, not only the one that saw it (docs/reliability.md, F11).</summary>
public sealed class GitLabRateLimitTests
{
    private const string GetProject = """{"project_id":"group/app"}""";

    [Theory]
    [InlineData("30", "2025-11-25", false)]
    [InlineData(null, "2025-11-25", false)]
    [InlineData("when the moon is full", "2026-07-28", false)]
    [InlineData("30", "2026-07-28", true)]
    public async Task No_replica_sends_for_a_user_before_the_time_that_another_one_was_told(string? retryAfter, string version, bool redis)
    {
        await using var deployment = await Deployment.StartAsync(
            new()
            {
                Edges = 2,
                GitLabTools = 2,
                Redis = redis,
            }
        );
        string[] tokens = ["glpat-first-token-of-alice", "glpat-second-token-of-alice"];
        (string, string)[] usedUp = [("RateLimit-Remaining", "0"), ("RateLimit-Limit", "60")];
        deployment
            .GitLab.WithUser("alice", tokens)
            .On("GET", "/api/v4/projects/*")
            .Times(1)
            .Answer(429, "Retry later", retryAfter is null ? usedUp : [.. usedUp, ("Retry-After", retryAfter)]);

        Assert.Contains("429", await AskAsync(tokens[0], edge: 0), StringComparison.Ordinal);
        Assert.Contains("429", await AskAsync(tokens[0], edge: 1), StringComparison.Ordinal);
        Assert.Contains("429", await AskAsync(tokens[1], edge: 1), StringComparison.Ordinal);
        Assert.Single(deployment.GitLab.Requests, request => request.Path.StartsWith("/api/v4/projects/", StringComparison.Ordinal));
        Assert.Contains("group/app", await AskAsync(deployment.NewUser(), edge: 1), StringComparison.Ordinal);

        async Task<string> AskAsync(string token, int edge)
        {
            using var client = deployment.Client(token, edge);
            return (
                version == "2026-07-28"
                    ? await client.Rpc2026Async("tools/call", $"\"name\":\"get_project\",\"arguments\":{GetProject},", "get_project")
                    : await client.CallToolAsync("get_project", GetProject)
            ).ToolText;
        }
    }

    [Fact]
    public async Task The_limit_of_one_kind_of_request_holds_back_that_kind_only_at_every_replica()
    {
        await using var deployment = await Deployment.StartAsync(new() { Edges = 2, GitLabTools = 2 });
        var token = deployment.NewUser();
        deployment.GitLab.On("GET", "/api/v4/projects/*").Times(1).Answer(429, "Retry later", ("Retry-After", "30"));
        using var first = deployment.Client(token, edge: 0);
        using var second = deployment.Client(token, edge: 1);

        Assert.Contains("429", (await first.CallToolAsync("get_project", GetProject)).ToolText, StringComparison.Ordinal);
        Assert.Contains("429", (await second.CallToolAsync("get_project", GetProject)).ToolText, StringComparison.Ordinal);
        Assert.False((await second.CallToolAsync("list_projects", "{}")).IsToolError);
    }
}
