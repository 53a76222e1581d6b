using System.Collections.Concurrent;
using GitLabMcp.Sessions.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Sessions.Tests.Grants;

/// <summary>Many requests whose grant is to be refreshed make one refresh at GitLab.</summary>
public sealed class ConcurrentRefreshTests
{
    private const string Keys = "--SESSION_KEYS=a-secret-of-the-test-that-is-long-enough";
    private const string Access = "gitlab-access-1-0123456789";
    private const string Refresh = "gitlab-refresh-1-0123456789";

    [Fact]
    public async Task A_hundred_requests_over_two_replicas_make_one_refresh_at_GitLab()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await SessionsHost.StartOnSystemTimeAsync(
            static _ => { },
            Keys,
            Connection(redis),
            "--MAX_REQUESTS_PER_MINUTE=1000"
        );
        await using var other = await SessionsHost.StartOnSystemTimeAsync(
            static _ => { },
            Keys,
            Connection(redis),
            "--MAX_REQUESTS_PER_MINUTE=1000"
        );
        GrantClient[] clients = [new(one.Client), new(other.Client)];
        var alice = await clients[0].SignInAsync(Access, Refresh);
        Assert.Equal(Access, await clients[1].CallAsync(alice.Access, static _ => throw new InvalidOperationException("Not due.")));

        // GitLab answered 401, so nobody has a token that lives.
        await one.Client.RevokeAsync(new() { Instance = GrantClient.Instance, GrantId = alice.GrantId }, SessionsHost.As(Access));
        var refreshes = new ConcurrentBag<string>();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, 100).Select(i => clients[i % 2].CallAsync(alice.Access, RefreshAsync)).ToArray();
        await Until.TrueAsync(() => !refreshes.IsEmpty);
        gate.SetResult();

        Assert.All(await Task.WhenAll(calls), static token => Assert.Equal("gitlab-access-2-0123456789", token));
        Assert.Equal([Refresh], refreshes);

        async Task<(string, string)> RefreshAsync(string refreshToken)
        {
            refreshes.Add(refreshToken);
            await gate.Task;
            return ("gitlab-access-2-0123456789", "gitlab-refresh-2-0123456789");
        }
    }

    [Fact]
    public async Task Many_users_make_one_refresh_each()
    {
        await using var host = await SessionsHost.StartOnSystemTimeAsync(static _ => { });
        var client = new GrantClient(host.Client);
        var users = await Task.WhenAll(
            Enumerable.Range(1, 100).Select(i => client.SignInAsync(Access, $"gitlab-refresh-of-{i}-0123456789", user: $"{i}"))
        );
        await Task.WhenAll(
            users.Select(user =>
                host.Client.RevokeAsync(
                    new() { Instance = GrantClient.Instance, GrantId = user.GrantId },
                    SessionsHost.As(Access)
                ).ResponseAsync
            )
        );
        var refreshes = new ConcurrentBag<string>();

        await Task.WhenAll(users.Concat(users).Select(user => client.CallAsync(user.Access, RefreshAsync)));

        Assert.Equal(100, refreshes.Count);
        Assert.Equal(100, refreshes.Distinct().Count());

        Task<(string, string)> RefreshAsync(string refreshToken)
        {
            refreshes.Add(refreshToken);
            return Task.FromResult(("gitlab-access-2-0123456789", refreshToken + "-next"));
        }
    }

    private static string Connection(RedisServer redis) => $"--ConnectionStrings:redis={redis.ConnectionString}";
}
