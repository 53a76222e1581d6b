using GitLabMcp.Fake.World;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What is left of GitLab's rate limit, for who asks.</summary>
public sealed class WhoAmITests
{
    private const string User = "/api/v4/user",
        Alice = """{"id":1,"username":"alice"}""";

    [Theory]
    [InlineData(
        "2000",
        "1987",
        "1767609000",
        "\"rate_limit\":{\"limit\":2000,\"remaining\":1987,\"resets_at\":\"2026-01-05T10:30:00+00:00\"}"
    )]
    [InlineData("2000", "0", "99999999999999999", "\"rate_limit\":{\"limit\":2000,\"remaining\":0}")]
    [InlineData("x", "7", "-1", "\"rate_limit\":{\"remaining\":7}")]
    public async Task Tells_what_the_headers_say(string limit, string remaining, string reset, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", User)
            .Answer(200, Alice, ("RateLimit-Limit", limit), ("RateLimit-Remaining", remaining), ("RateLimit-Reset", reset));
        Assert.Contains(part, await host.CallAsync("whoami"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_it_anew_for_an_answer_that_did_not_change()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", User).Times(1).Answer(200, Alice, ("ETag", "W/\"a\""), ("RateLimit-Remaining", "8"));
        Assert.Contains("\"remaining\":8", await host.CallAsync("whoami"), StringComparison.Ordinal);
        host.GitLab.On("GET", User).Answer(304, "", ("RateLimit-Remaining", "7"));
        Assert.Contains("\"remaining\":7", await host.CallAsync("whoami"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_it_of_a_jobs_token_and_nothing_where_there_is_no_limit()
    {
        const string Job = "token-of-a-job-0123456789";
        await using var host = await ToolsHost.StartAsync(ToolsHost.World().WithToken("alice", Job, TokenKind.Job));
        host.GitLab.On("GET", "/api/v4/job").Answer(200, $$"""{"user":{{Alice}}}""", ("RateLimit-Remaining", "5"));
        Assert.Contains(
            "\"remaining\":5",
            (await host.SendAsync("whoami", metadata: ToolsHost.As(Job, CredentialKind.JobToken))).Result.Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("rate_limit", await host.CallAsync("whoami"), StringComparison.Ordinal);
    }
}
