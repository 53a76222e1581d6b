using System.Text;
using System.Text.Json.Nodes;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Tests.Hosting;
using GitLabMcp.Testing;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace GitLabMcp.Sessions.Tests.Grants;

/// <summary>Grants of the real service, on a Redis of their own.</summary>
public sealed class GrantServiceTests
{
    private const string Keys = "--SESSION_KEYS=a-secret-of-the-test-that-is-long-enough";
    private const string Access = "gitlab-access-1-0123456789";
    private const string Refresh = "gitlab-refresh-1-0123456789";

    [Fact]
    public async Task A_request_with_a_grant_is_one_script_as_with_a_token_in_a_header()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await StartAsync(redis);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString + ",allowAdmin=true");
        var client = new GrantClient(host.Client);
        var alice = await client.SignInAsync(Access, Refresh);
        var id = (await client.AskAsync(alice.Access)).Answer.Admitted.SessionId;
        await client.AskAsync(alice.Access, sessionless: true);
        await client.AskAsync(alice.Access);

        Func<Task>[] requests =
        [
            () => client.AskAsync(alice.Access, id),
            () => client.AskAsync(alice.Access),
            () => host.AskAsync(id: null, "glpat-bobby-0000000000000001", RequestKind.Call, user: "8"),
        ];
        await requests[2]();
        foreach (var request in requests)
        {
            var before = await CommandsAsync(admin);
            await request();
            Assert.Equal(["evalsha:1"], Differences(before, await CommandsAsync(admin)));
        }

        // A forged one is refused by its MAC; the only call counts the failure.
        var forged = new GitLabToken("glmcp_" + new string('A', 59));
        var counted = await CommandsAsync(admin);
        Assert.Equal(RefusalReason.InvalidGrantToken, (await client.AskAsync(forged, id)).Answer.Refused?.Reason);
        Assert.Equal(["evalsha:1"], Differences(counted, await CommandsAsync(admin)));
    }

    [Fact]
    public async Task Sessionless_requests_of_a_grant_are_one_script_too()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await StartAsync(redis);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString + ",allowAdmin=true");
        var client = new GrantClient(host.Client);
        var alice = await client.SignInAsync(Access, Refresh);
        await client.AskAsync(alice.Access, sessionless: true);

        var before = await CommandsAsync(admin);
        var (answer, headers) = await client.AskAsync(alice.Access, sessionless: true);

        Assert.Equal(["evalsha:1"], Differences(before, await CommandsAsync(admin)));
        Assert.Equal(Access, SessionsHost.Transport.Find(headers)!.Token.Reveal());
        Assert.Equal(("api", alice.GrantId), (answer.Admitted.Scope, answer.Admitted.GrantId));
    }

    [Fact]
    public async Task No_token_stands_in_Redis_or_in_the_log()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("gitlab-mcp-grants-").FullName, "audit.jsonl");
        var log = new Lines();
        await using var redis = await RedisServer.StartAsync();
        await using (
            var host = await SessionsHost.StartOnSystemTimeAsync(
                builder => builder.Logging.ClearProviders().AddProvider(log),
                Keys,
                Connection(redis),
                $"--AUDIT_LOG={path}",
                "--Logging:LogLevel:Default=Trace",
                "--Logging:LogLevel:Microsoft=Trace",
                "--Logging:LogLevel:Grpc=Trace"
            )
        )
        {
            var client = new GrantClient(host.Client);
            var alice = await client.SignInAsync("glcanary-access-0123456789", "glcanary-refresh-0123456789");
            await client.AskAsync(alice.Access);
            await client.AskAsync(alice.Access, sessionless: true);
            await host.Client.RevokeAsync(
                new() { Instance = GrantClient.Instance, GrantId = alice.GrantId },
                SessionsHost.As("glcanary-access-0123456789")
            );
            await client.CallAsync(
                alice.Access,
                static _ => Task.FromResult(("glcanary-access-next-0123456789", "glcanary-refresh-next-0123456789"))
            );
            var (_, next) = await client.RotateAsync(alice.Refresh);
            await client.AskAsync(next!.Access);
            await client.AskAsync(new("glmcp_glcanary-" + new string('A', 50)));

            string[] secrets =
            [
                "glcanary",
                .. new[] { alice.Access, alice.Refresh, next.Access, next.Refresh }.Select(static one => one.Reveal()[6..]),
            ];
            var stored = await RedisDump.OfAsync(redis);
            Assert.Contains("gitlab-mcp:grant:" + alice.GrantId, stored, StringComparison.Ordinal);
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, stored, StringComparison.Ordinal));
            Assert.NotEmpty(log.All);
            Assert.All(secrets, secret => Assert.DoesNotContain(log.All, line => line.Contains(secret, StringComparison.Ordinal)));
        }

        var audit = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains("gitlab_mcp.audit.grant.made", audit, StringComparison.Ordinal);
        Assert.DoesNotContain("glcanary", audit, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task Grants_made_and_ended_are_recorded()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("gitlab-mcp-grants-").FullName, "audit.jsonl");
        await using (var host = await SessionsHost.StartAsync(Keys, $"--AUDIT_LOG={path}"))
        {
            var client = new GrantClient(host.Client);
            var alice = await client.SignInAsync(Access, Refresh);
            await host.Client.EndGrantAsync(
                new() { ClientId = GrantClient.Client },
                SessionsHost.Transport.Add(SessionsHost.As(null), TransportedSecret.OAuthRefreshToken, alice.Refresh)
            );
            var bob = await client.SignInAsync(Access, Refresh, user: "8");
            await host.Client.RedeemGrantAsync(new() { GrantId = bob.GrantId, ClientId = GrantClient.Client }, SessionsHost.As(null));
        }

        var records = (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Select(static line =>
            JsonNode.Parse(line)!
        );
        Assert.Equal(
            [
                ("gitlab_mcp.audit.grant.made", null),
                ("gitlab_mcp.audit.grant.ended", "revoked"),
                ("gitlab_mcp.audit.grant.made", null),
                ("gitlab_mcp.audit.grant.ended", "reused"),
            ],
            records.Select(static record => ((string?)record["event.name"], (string?)record["gitlab_mcp.outcome"]))
        );
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task An_ended_grant_hands_its_tokens_back_to_be_revoked_at_GitLab()
    {
        await using var host = await SessionsHost.StartAsync(Keys);
        var client = new GrantClient(host.Client);
        var alice = await client.SignInAsync(Access, Refresh);

        using var call = host.Client.EndGrantAsync(
            new() { ClientId = GrantClient.Client },
            SessionsHost.Transport.Add(SessionsHost.As(null), TransportedSecret.OAuthAccessToken, alice.Access)
        );
        var answer = await call.ResponseAsync;
        var headers = await call.ResponseHeadersAsync;

        Assert.True(answer.Ended);
        Assert.Equal(Access, SessionsHost.Transport.Find(headers)!.Token.Reveal());
        Assert.Equal(Refresh, SessionsHost.Transport.Find(headers, TransportedSecret.GitLabRefreshToken)!.Reveal());
        Assert.False((await host.Client.EndGrantAsync(new() { GrantId = alice.GrantId }, SessionsHost.As(null))).Ended);
        Assert.Equal(GrantRefusal.InvalidGrant, (await client.RotateAsync(alice.Refresh)).Answer.Refused);
    }

    [Fact]
    public async Task While_Redis_is_away_grants_wait_and_tokens_in_headers_go_on()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await StartAsync(redis);
        var client = new GrantClient(host.Client);
        var alice = await client.SignInAsync(Access, Refresh);
        var id = (await client.AskAsync(alice.Access)).Answer.Admitted.SessionId;
        await redis.KillAsync();

        var refused = (await client.AskAsync(alice.Access, id)).Answer.Refused;
        Assert.Equal(RefusalReason.StoreUnavailable, refused?.Reason);
        Assert.InRange(refused!.RetryAfterSeconds, 1, 60);
        Assert.NotNull((await host.AskAsync(id: null, "glpat-bobby-0000000000000001", RequestKind.Initialize)).Admitted);
        Assert.Equal(GrantRefusal.StoreUnavailable, (await client.RotateAsync(alice.Refresh)).Answer.Refused);
        var made = await host.Client.CreateGrantAsync(
            new()
            {
                Instance = GrantClient.Instance,
                UserId = "7",
                ClientId = GrantClient.Client,
                Scope = "api",
            },
            SessionsHost.Transport.Add(SessionsHost.As(Access), TransportedSecret.GitLabRefreshToken, new(Refresh))
        );
        Assert.Equal(RefusalReason.StoreUnavailable, made.Refused?.Reason);
        var fault = await Assert.ThrowsAsync<RpcException>(() =>
            host.Client.EndGrantAsync(new() { GrantId = alice.GrantId }, SessionsHost.As(null)).ResponseAsync
        );
        Assert.Equal(StatusCode.Unavailable, fault.StatusCode);
        await host.Client.RevokeAsync(new() { Instance = GrantClient.Instance, GrantId = alice.GrantId }, SessionsHost.As(Access));
    }

    [Theory]
    [InlineData("user_id", "7\n8")]
    [InlineData("user_id", "")]
    [InlineData("scope", "sudo")]
    [InlineData("client_id", "")]
    public async Task A_grant_with_values_that_are_not_known_is_not_made(string field, string value)
    {
        await using var host = await SessionsHost.StartAsync(Keys);
        var request = new CreateGrantRequest
        {
            Instance = GrantClient.Instance,
            UserId = field == "user_id" ? value : "7",
            ClientId = field == "client_id" ? value : GrantClient.Client,
            Scope = field == "scope" ? value : "api",
        };

        var fault = await Assert.ThrowsAsync<RpcException>(() =>
            host
                .Client.CreateGrantAsync(
                    request,
                    SessionsHost.Transport.Add(SessionsHost.As(Access), TransportedSecret.GitLabRefreshToken, new(Refresh))
                )
                .ResponseAsync
        );

        Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
    }

    private static Task<SessionsHost> StartAsync(RedisServer redis) =>
        SessionsHost.StartAsync(Keys, Connection(redis), "--Logging:LogLevel:Default=None");

    private static string Connection(RedisServer redis) => $"--ConnectionStrings:redis={redis.ConnectionString}";

    /// <summary>How often Redis ran each command that a client sent.</summary>
    private static async Task<Dictionary<string, long>> CommandsAsync(ConnectionMultiplexer admin) =>
        (await admin.GetServers()[0].InfoAsync("commandstats"))
            .SelectMany(static group => group)
            .Where(static line => line.Key is "cmdstat_evalsha" or "cmdstat_eval")
            .ToDictionary(
                static line => line.Key["cmdstat_".Length..],
                static line => long.Parse(line.Value.Split(',')[0]["calls=".Length..], System.Globalization.CultureInfo.InvariantCulture)
            );

    private static IEnumerable<string> Differences(Dictionary<string, long> before, Dictionary<string, long> after) =>
        after
            .Where(one => one.Value != before.GetValueOrDefault(one.Key))
            .Select(one => $"{one.Key}:{one.Value - before.GetValueOrDefault(one.Key)}");
}
