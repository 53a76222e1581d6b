using GitLabMcp.Testing;
using StackExchange.Redis;

namespace GitLabMcp.Sessions.Tests.Hosting;

/// <summary>A replica that Redis can refuse alone, because it has a user of its own there.</summary>
internal sealed class CutOffHost : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _admin;

    private CutOffHost(ConnectionMultiplexer admin, SessionsHost host) => (_admin, Host) = (admin, host);

    public SessionsHost Host { get; }

    public static async Task<CutOffHost> StartAsync(RedisServer redis, string keys)
    {
        var admin = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString + ",allowAdmin=true");
        await admin.GetDatabase().ExecuteAsync("ACL", "SETUSER", "cut", "on", ">cut", "~*", "&*", "+@all");
        var host = await SessionsHost.StartAsync(
            keys,
            $"--ConnectionStrings:redis={redis.ConnectionString},user=cut,password=cut",
            "--Logging:LogLevel:Default=None"
        );
        return new(admin, host);
    }

    public Task CutAsync() => _admin.GetDatabase().ExecuteAsync("ACL", "SETUSER", "cut", "-evalsha", "-eval");

    /// <summary>Until the replica uses the store again.</summary>
    public async Task HealAsync()
    {
        await _admin.GetDatabase().ExecuteAsync("ACL", "SETUSER", "cut", "+@all");
        await Until.TrueAsync(async () =>
        {
            // The store is tried again after a second of the test's clock.
            Host.Clock.Advance(TimeSpan.FromSeconds(1));
            return (await Host.AskOnceAsync(id: null, token: null, mayGoElsewhere: true)).Elsewhere is null;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _admin.DisposeAsync();
    }
}
