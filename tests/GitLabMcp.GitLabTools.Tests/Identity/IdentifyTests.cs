using System.Globalization;
using GitLabMcp.Fake.World;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.GitLab.Http;
using GitLabMcp.GitLabTools.Identity;
using GitLabMcp.ServiceDefaults.Credentials;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace GitLabMcp.GitLabTools.Tests;

public sealed class IdentifyTests
{
    private const string Special = "token-of-a-special-kind-0123456789";

    [Theory]
    [InlineData(CredentialKind.Bearer)]
    [InlineData(CredentialKind.PrivateToken)]
    public async Task Says_whose_personal_token_it_is(CredentialKind kind)
    {
        await using var host = await ToolsHost.StartAsync();
        var answer = await IdentifyAsync(host, ToolsHost.Bob, kind);
        Assert.Equal("2", answer.UserId);
        Assert.Equal("GET /api/v4/user", Assert.Single(host.GitLab.Requests).Line);
    }

    [Fact]
    public async Task Asks_for_the_job_of_a_job_token()
    {
        await using var host = await ToolsHost.StartAsync(ToolsHost.World().WithToken("alice", Special, TokenKind.Job));
        var answer = await IdentifyAsync(host, Special, CredentialKind.JobToken);
        Assert.Equal("1", answer.UserId);
        Assert.Equal("GET /api/v4/job", Assert.Single(host.GitLab.Requests).Line);
    }

    [Fact]
    public async Task Asks_the_token_itself_when_it_may_not_read_its_user()
    {
        await using var host = await ToolsHost.StartAsync(ToolsHost.World().WithToken("bob", Special, scopes: ["read_repository"]));
        Assert.Equal("2", (await IdentifyAsync(host, Special)).UserId);
    }

    [Fact]
    public async Task Calls_a_live_token_that_tells_nothing_anonymous()
    {
        await using var host = await ToolsHost.StartAsync(
            ToolsHost.World().WithToken("bob", Special, TokenKind.OAuth, ["read_repository"])
        );
        Assert.True((await IdentifyAsync(host, Special)).Anonymous);
    }

    [Fact]
    public async Task Rejects_unknown_and_revoked_tokens()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.True((await IdentifyAsync(host, "never-seen-before-0123456789")).Rejected);
        host.GitLab.Revoke(ToolsHost.Alice);
        Assert.True((await IdentifyAsync(host, ToolsHost.Alice)).Rejected);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Never_takes_a_failing_GitLab_for_a_bad_token(int status)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/user").Answer(status, "down");
        Assert.NotEmpty((await IdentifyAsync(host, ToolsHost.Alice)).Unreachable);
    }

    [Fact]
    public async Task Says_unreachable_when_the_connection_breaks()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/user").Reset();
        Assert.Contains("broke", (await IdentifyAsync(host, ToolsHost.Alice)).Unreachable, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_checks_share_one_flight()
    {
        await using var host = await ToolsHost.StartAsync();
        var script = host.GitLab.On("GET", "/api/v4/user").Stall(200, """{"id":1}""");

        // By the feature itself: a call that returned has joined the flight, which a call over the wire does not show.
        var identification = host.Services.GetRequiredService<Identification>();
        var instance = host.Services.GetRequiredService<GitLabInstances>().Default;
        var session = new CallerGitLab(
            host.Services.GetRequiredService<GitLabClient>(),
            GitLabUser.Of(instance, new(CredentialKind.Bearer, new(ToolsHost.Alice)), principal: null, sessionHash: null),
            new CallProgress(),
            TimeProvider.System
        );
        var checks = Enumerable.Range(0, 20).Select(_ => identification.IdentifyAsync(session, "digest", CancellationToken.None)).ToArray();
        await script.Reached;
        script.Release();
        Assert.All(await Task.WhenAll(checks), answer => Assert.Equal(new TokenOwner.User("1"), answer));
        Assert.Single(host.GitLab.Requests);
    }

    [Fact]
    public async Task At_most_fifty_checks_are_under_way_and_the_rest_waits_within_its_deadline()
    {
        await using var host = await ToolsHost.StartAsync();
        var script = host.GitLab.On("GET", "/api/v4/user").Stall(200, """{"id":1}""");
        var checks = Enumerable
            .Range(0, 60)
            .Select(number => IdentifyAsync(host, ToolsHost.Alice, digest: number.ToString(CultureInfo.InvariantCulture)))
            .ToArray();
        while (host.GitLab.Requests.Count < 50)
        {
            await Task.Yield();
        }

        var impatient = host.Client.IdentifyAsync(
            new() { TokenDigest = "late" },
            ToolsHost.As(ToolsHost.Alice),
            DateTime.MaxValue.ToUniversalTime(),
            new CancellationTokenSource(TimeSpan.FromMilliseconds(200)).Token
        );
        var refused = await Assert.ThrowsAsync<RpcException>(() => impatient.ResponseAsync);
        Assert.Equal(StatusCode.Cancelled, refused.StatusCode);
        Assert.Equal(50, host.GitLab.Requests.Count);
        script.Release();
        Assert.All(await Task.WhenAll(checks), answer => Assert.Equal("1", answer.UserId));
    }

    private static async Task<IdentifyResponse> IdentifyAsync(
        ToolsHost host,
        string token,
        CredentialKind kind = CredentialKind.Bearer,
        string digest = "digest"
    ) => await host.Client.IdentifyAsync(new() { TokenDigest = digest + token }, ToolsHost.As(token, kind));
}
