using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.Internal;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Tests.Hosting;
using GitLabMcp.Testing;
using Grpc.Core;

namespace GitLabMcp.Sessions.Tests.Grants;

/// <summary>One replica alone does not reach Redis: it sends what is about grants to another one.</summary>
public sealed class GrantElsewhereTests
{
    private const string Keys = "--SESSION_KEYS=a-secret-of-the-test-that-is-long-enough";
    private const string Access = "gitlab-access-1-0123456789";
    private const string Refresh = "gitlab-refresh-1-0123456789";

    [Fact]
    public async Task A_replica_without_its_store_names_another_one_unless_it_is_the_last()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var cut = await CutOffHost.StartAsync(redis, Keys);
        var alice = await new GrantClient(cut.Host.Client).SignInAsync(Access, Refresh);
        await cut.CutAsync();
        var sessions = cut.Host.Client;

        using var create = sessions.CreateGrantAsync(
            new()
            {
                Instance = GrantClient.Instance,
                UserId = "7",
                ClientId = GrantClient.Client,
                Scope = "api",
                MayGoElsewhere = true,
            },
            SessionsHost.Transport.Add(SessionsHost.As(Access), TransportedSecret.GitLabRefreshToken, new GitLabToken(Refresh))
        );
        Assert.NotNull((await create).Elsewhere);
        Assert.NotNull((await create.ResponseHeadersAsync).GetValue(Impairment.Header));

        RedeemGrantRequest redeem = new()
        {
            GrantId = alice.GrantId,
            ClientId = GrantClient.Client,
            MayGoElsewhere = true,
        };
        Assert.NotNull((await sessions.RedeemGrantAsync(redeem, SessionsHost.As(null))).Elsewhere);
        RotateGrantRequest rotate = new() { ClientId = GrantClient.Client, MayGoElsewhere = true };
        Assert.NotNull((await sessions.RotateGrantAsync(rotate, With(alice.Refresh))).Elsewhere);
        EndGrantRequest end = new() { ClientId = GrantClient.Client, MayGoElsewhere = true };
        Assert.NotNull((await sessions.EndGrantAsync(end, With(alice.Refresh))).Elsewhere);
        CountAttemptRequest count = new() { ClientAddress = "192.0.2.1", MayGoElsewhere = true };
        Assert.NotNull((await sessions.CountAttemptAsync(count, SessionsHost.As(null))).Elsewhere);

        var last = With(alice.Refresh);
        last.Add(Impairment.LastHeader, "1");
        Assert.Equal(GrantRefusal.StoreUnavailable, (await sessions.RotateGrantAsync(rotate, last)).Refused);
    }

    [Fact]
    public async Task A_code_that_is_sent_to_another_replica_by_the_same_name_is_used_once()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await SessionsHost.StartAsync(Keys, $"--ConnectionStrings:redis={redis.ConnectionString}");
        await using var other = await SessionsHost.StartAsync(Keys, $"--ConnectionStrings:redis={redis.ConnectionString}");
        var made = await one.Client.CreateGrantAsync(
            new()
            {
                Instance = GrantClient.Instance,
                UserId = "7",
                ClientId = GrantClient.Client,
                Scope = "api",
                GitlabExpiresInSeconds = 7200,
            },
            SessionsHost.Transport.Add(SessionsHost.As(Access), TransportedSecret.GitLabRefreshToken, new GitLabToken(Refresh))
        );

        Assert.NotNull((await RedeemAsync(one, "first")).Tokens);
        Assert.NotNull((await RedeemAsync(other, "first")).Tokens);
        Assert.Equal(GrantRefusal.InvalidGrant, (await RedeemAsync(other, "second")).Refused);

        Task<GrantTokensResponse> RedeemAsync(SessionsHost host, string name) =>
            host
                .Client.RedeemGrantAsync(
                    new()
                    {
                        GrantId = made.GrantId,
                        ClientId = GrantClient.Client,
                        RequestName = name,
                    },
                    SessionsHost.As(null)
                )
                .ResponseAsync;
    }

    private static Metadata With(GitLabToken refreshToken) =>
        SessionsHost.Transport.Add(SessionsHost.As(null), TransportedSecret.OAuthRefreshToken, refreshToken);
}
