using System.Globalization;
using GitLabMcp.Testing;
using StackExchange.Redis;

namespace GitLabMcp.Faults.Hosting.Redis;

/// <summary>Redis Cluster of three nodes, each with a third of the slots.</summary>
public sealed class ClusterRedis : IAsyncDisposable
{
    private const int Slots = 16_384;
    private const int Nodes = 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redis-cluster-");
    private readonly List<RedisServer> _servers = [];

    private ClusterRedis() { }

    /// <summary>One node would do: it names the others.</summary>
    public string ConnectionString => string.Join(',', _servers.Select(server => server.ConnectionString));

    public static async Task<ClusterRedis> StartAsync(CancellationToken ct)
    {
        var cluster = new ClusterRedis();
        try
        {
            await cluster.StartAllAsync(ct);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <returns>How many keys each node holds.</returns>
    public async Task<IReadOnlyList<long>> CountKeysAsync()
    {
        var counts = new List<long>();
        foreach (var server in _servers)
        {
            counts.Add((long)await AskAsync(server, "DBSIZE"));
        }

        return counts;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task StartAllAsync(CancellationToken ct)
    {
        for (var i = 0; i < Nodes; i++)
        {
            var file = Path.Combine(_folder.FullName, $"node-{i}.conf");
            var bus = FreePort.NextLasting().ToString(CultureInfo.InvariantCulture);
            _servers.Add(await RedisServer.StartAsync("--cluster-enabled", "yes", "--cluster-config-file", file, "--cluster-port", bus));
            await AskAsync(_servers[i], "CLUSTER", "ADDSLOTSRANGE", i * Slots / Nodes, ((i + 1) * Slots / Nodes) - 1);
            if (i > 0)
            {
                // The port of the bus is not the usual one.
                await AskAsync(_servers[0], "CLUSTER", "MEET", "127.0.0.1", _servers[i].Port, bus);
            }
        }

        foreach (var server in _servers)
        {
            await Until.TrueAsync(() => IsWholeAsync(server), "every node of the cluster knows the others", ct);
        }
    }

    private static async Task<bool> IsWholeAsync(RedisServer server)
    {
        var info = (string)(await AskAsync(server, "CLUSTER", "INFO"))!;
        return info.Contains("cluster_state:ok", StringComparison.Ordinal)
            && info.Contains($"cluster_known_nodes:{Nodes}", StringComparison.Ordinal);
    }

    /// <summary>Asks this node, whatever it knows of others.</summary>
    private static async Task<RedisResult> AskAsync(RedisServer server, string command, params object[] arguments)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString + ",allowAdmin=true");
        return await redis.GetServer("127.0.0.1", server.Port).ExecuteAsync(command, arguments);
    }
}
