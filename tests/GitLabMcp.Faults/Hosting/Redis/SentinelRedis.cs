using System.Globalization;
using GitLabMcp.Testing;
using StackExchange.Redis;

namespace GitLabMcp.Faults.Hosting.Redis;

/// <summary>A Redis, its replica, and a sentinel that makes the replica the primary when the Redis is gone.</summary>
public sealed class SentinelRedis : IAsyncDisposable
{
    private const string Service = "sessions";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redis-sentinel-");
    private readonly int _port = FreePort.NextLasting();
    private RedisServer? _primary;
    private RedisServer? _replica;
    private ServerProcess? _sentinel;

    private SentinelRedis() { }

    /// <summary>Names the sentinel and what it watches, not the Redis.</summary>
    public string ConnectionString => $"127.0.0.1:{_port},serviceName={Service}";

    public static async Task<SentinelRedis> StartAsync(CancellationToken ct)
    {
        var redis = new SentinelRedis();
        try
        {
            await redis.StartAllAsync(ct);
            return redis;
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the primary as a crash does.</summary>
    public Task KillPrimaryAsync() => _primary!.KillAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var server in (IAsyncDisposable?[])[_sentinel, _replica, _primary])
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }
        }

        _folder.Delete(recursive: true);
    }

    private async Task StartAllAsync(CancellationToken ct)
    {
        _primary = await RedisServer.StartAsync("--repl-diskless-sync-delay", "0");
        var port = _primary.Port.ToString(CultureInfo.InvariantCulture);
        _replica = await RedisServer.StartAsync("--replicaof", "127.0.0.1", port, "--repl-diskless-load", "swapdb");
        var settings = Path.Combine(_folder.FullName, "sentinel.conf");
        await File.WriteAllTextAsync(
            settings,
            $"""
            port {_port}
            bind 127.0.0.1
            dir {_folder.FullName}
            sentinel monitor {Service} 127.0.0.1 {port} 1
            sentinel down-after-milliseconds {Service} 1000
            sentinel failover-timeout {Service} 5000

            """,
            ct
        );
        _sentinel = ServerProcess.Start("redis-server", [settings, "--sentinel"]);
        await Until.TrueAsync(() => KnowsReplicaAsync(ct), "the sentinel knows the replica", ct);
    }

    private async Task<bool> KnowsReplicaAsync(CancellationToken ct)
    {
        var options = new ConfigurationOptions
        {
            EndPoints = { { "127.0.0.1", _port } },
            CommandMap = CommandMap.Sentinel,
            TieBreaker = "",
            AbortOnConnectFail = false,
        };
        await using var sentinel = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(ct);
        var server = sentinel.GetServer("127.0.0.1", _port);
        return server.IsConnected && (await server.SentinelReplicasAsync(Service)).Length == 1;
    }
}
