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
    private const string User = "/api/v4/user";
    private const string Record = "/api/v4/personal_access_tokens/self";

    private static readonly string[] OwnerAndRecord = [$"GET {Record}", $"GET {User}"];

    [Theory]
    [InlineData(CredentialKind.Bearer)]
    [InlineData(CredentialKind.PrivateToken)]
    public async Task Says_whose_personal_token_it_is(CredentialKind kind)
    {
        await using var host = await ToolsHost.StartAsync();
        var answer = await IdentifyAsync(host, ToolsHost.Bob, kind);
        Assert.Equal("2", answer.UserId);
        Assert.Equal(OwnerAndRecord, Lines(host));
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
    public async Task Takes_the_owner_from_the_record_of_a_token_that_may_not_read_its_user()
    {
        await using var host = await ToolsHost.StartAsync(ToolsHost.World().WithToken("bob", Special, scopes: ["read_repository"]));
        Assert.Equal("2", (await IdentifyAsync(host, Special)).UserId);
        Assert.Equal(OwnerAndRecord, Lines(host));
    }

    [Theory]
    [InlineData(true, "read_api")]
    [InlineData(true, "read_user", "read_api", "read_repository")]
    [InlineData(false, "api")]
    [InlineData(false, "api", "read_api")]
    [InlineData(false, "read_user")]
    [InlineData(false, "read_repository", "read_registry")]
    public async Task Says_of_a_token_with_read_api_and_without_api_that_it_only_reads(bool onlyReads, params string[] scopes)
    {
        await using var host = await ToolsHost.StartAsync(ToolsHost.World().WithToken("bob", Special, scopes: scopes));
        var answer = await IdentifyAsync(host, Special);
        Assert.Equal(("2", onlyReads), (answer.UserId, answer.OnlyReads));
    }

    /// <summary>GitLab's document of personal access tokens, Get details on a personal access token.</summary>
    [Fact]
    public async Task Reads_the_scopes_of_the_record_that_GitLab_documents()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Record)
            .Answer(
                200,
                """
                {
                  "id": 4,
                  "name": "Test Token",
                  "revoked": false,
                  "created_at": "2020-07-23T14:31:47.729Z",
                  "description": "Test Token description",
                  "scopes": [
                    "read_api"
                  ],
                  "user_id": 3,
                  "last_used_at": "2021-10-06T17:58:37.550Z",
                  "active": true,
                  "expires_at": "2021-11-14"
                }
                """
            );
        var answer = await IdentifyAsync(host, ToolsHost.Alice);
        Assert.Equal(("1", true), (answer.UserId, answer.OnlyReads));
    }

    [Theory]
    [InlineData(401, """{"message":"401 Unauthorized"}""")]
    [InlineData(403, """{"error":"insufficient_scope"}""")]
    [InlineData(404, """{"error":"404 Not Found"}""")]
    [InlineData(429, "Retry later\n")]
    [InlineData(200, """{"scopes":"read_api"}""")]
    [InlineData(200, """{"scopes":[7,null]}""")]
    [InlineData(200, """["read_api"]""")]
    [InlineData(200, "<html>sign in</html>")]
    [InlineData(200, """{"scopes":["read_api" """)]
    public async Task Says_nothing_of_scopes_that_GitLab_does_not_say(int status, string body)
    {
        await using var host = await ToolsHost.StartAsync(ToolsHost.World().WithToken("bob", Special, scopes: ["read_api"]));
        host.GitLab.On("GET", Record).Answer(status, body);
        var answer = await IdentifyAsync(host, Special);
        Assert.Equal(("2", false), (answer.UserId, answer.OnlyReads));
        Assert.Equal(OwnerAndRecord, Lines(host));
    }

    [Fact]
    public async Task Says_nothing_of_scopes_when_their_connection_breaks()
    {
        await using var host = await ToolsHost.StartAsync(ToolsHost.World().WithToken("bob", Special, scopes: ["read_api"]));
        host.GitLab.On("GET", Record).Reset();
        var answer = await IdentifyAsync(host, Special);
        Assert.Equal(("2", false), (answer.UserId, answer.OnlyReads));
    }

    [Fact]
    public async Task Asks_for_the_scopes_while_the_owner_is_asked_for()
    {
        await using var host = await ToolsHost.StartAsync(ToolsHost.World().WithToken("bob", Special, scopes: ["read_api"]));
        var owner = host.GitLab.On("GET", User).Stall(200, """{"id":2}""");
        var scopes = host.GitLab.On("GET", Record).Stall(200, """{"scopes":["read_api"]}""");
        var check = IdentifyAsync(host, Special);
        await Task.WhenAll(owner.Reached, scopes.Reached);
        scopes.Release();
        owner.Release();
        Assert.True((await check).OnlyReads);
    }

    [Fact]
    public async Task Waits_two_seconds_for_scopes_that_come_later_than_the_owner()
    {
        var time = new WatchedTime();
        await using var host = await ToolsHost.StartAsync(
            ToolsHost.World().WithToken("bob", Special, scopes: ["read_api"]),
            configure: builder => builder.Services.AddSingleton<TimeProvider>(time)
        );
        host.GitLab.On("GET", Record).Stall();
        var check = IdentifyAsync(host, Special);
        await time.LetPassAsync(2);
        var answer = await check;
        Assert.Equal(("2", false), (answer.UserId, answer.OnlyReads));
    }

    [Fact]
    public async Task Waits_for_scopes_no_longer_than_a_quarter_of_the_callers_time()
    {
        var time = new WatchedTime();
        await using var host = await ToolsHost.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(time));
        host.GitLab.On("GET", Record).Stall();

        // By the feature itself: a deadline over the wire goes by the machine's clock.
        var check = host
            .Services.GetRequiredService<Identification>()
            .IdentifyAsync(AsAlice(host), "digest", left: TimeSpan.FromSeconds(4), CancellationToken.None);
        await time.LetPassAsync(1);
        Assert.Equal(new TokenOwner.User("1", OnlyReads: false), await check);
    }

    [Fact]
    public async Task Does_not_wait_for_the_scopes_of_a_token_that_GitLab_rejects()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Record).Stall();
        Assert.True((await IdentifyAsync(host, "never-seen-before-0123456789")).Rejected);
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
        host.GitLab.On("GET", User).Answer(status, "down");
        Assert.NotEmpty((await IdentifyAsync(host, ToolsHost.Alice)).Unreachable);
    }

    [Fact]
    public async Task Says_unreachable_when_the_connection_breaks()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", User).Reset();
        Assert.Contains("broke", (await IdentifyAsync(host, ToolsHost.Alice)).Unreachable, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_checks_share_one_flight()
    {
        await using var host = await ToolsHost.StartAsync();
        var script = host.GitLab.On("GET", User).Stall(200, """{"id":1}""");

        // By the feature itself: a call that returned has joined the flight, which a call over the wire does not show.
        var identification = host.Services.GetRequiredService<Identification>();
        var session = AsAlice(host);
        var checks = Enumerable
            .Range(0, 20)
            .Select(_ => identification.IdentifyAsync(session, "digest", TimeSpan.MaxValue, CancellationToken.None))
            .ToArray();
        await script.Reached;
        script.Release();
        Assert.All(await Task.WhenAll(checks), answer => Assert.Equal(new TokenOwner.User("1", OnlyReads: false), answer));
        Assert.Equal(OwnerAndRecord, Lines(host));
    }

    [Fact]
    public async Task At_most_fifty_checks_are_under_way_and_the_rest_waits_within_its_deadline()
    {
        await using var host = await ToolsHost.StartAsync();
        var script = host.GitLab.On("GET", User).Stall(200, """{"id":1}""");
        var checks = Enumerable
            .Range(0, 60)
            .Select(number => IdentifyAsync(host, ToolsHost.Alice, digest: number.ToString(CultureInfo.InvariantCulture)))
            .ToArray();
        while (OwnersAskedFor(host) < 50)
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
        Assert.Equal(50, OwnersAskedFor(host));
        script.Release();
        Assert.All(await Task.WhenAll(checks), answer => Assert.Equal("1", answer.UserId));
    }

    /// <summary>In the order of the alphabet, because the two requests are sent at the same time.</summary>
    private static IEnumerable<string> Lines(ToolsHost host) =>
        host.GitLab.Requests.Select(request => request.Line).Order(StringComparer.Ordinal);

    private static int OwnersAskedFor(ToolsHost host) => host.GitLab.Requests.Count(request => request.Path == User);

    private static CallerGitLab AsAlice(ToolsHost host) =>
        new(
            host.Services.GetRequiredService<GitLabClient>(),
            GitLabUser.Of(
                host.Services.GetRequiredService<GitLabInstances>().Default,
                new(CredentialKind.Bearer, new(ToolsHost.Alice)),
                principal: null,
                sessionHash: null
            ),
            new CallProgress(),
            TimeProvider.System
        );

    private static async Task<IdentifyResponse> IdentifyAsync(
        ToolsHost host,
        string token,
        CredentialKind kind = CredentialKind.Bearer,
        string digest = "digest"
    ) => await host.Client.IdentifyAsync(new() { TokenDigest = digest + token }, ToolsHost.As(token, kind));
}
