namespace GitLabMcp.Sessions.GitLabWaits;

/// <summary>Loads the running waits at the start, and whenever a connection to Redis comes back.</summary>
internal sealed class WaitLoading(WaitReports reports, IConnectionMultiplexer redis) : BackgroundService
{
    private readonly SemaphoreSlim _connected = new(1);

    public override void Dispose()
    {
        _connected.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        redis.ConnectionRestored += (_, _) => _connected.Release();
        while (true)
        {
            await _connected.WaitAsync(stoppingToken);
            await ((RedisWaitReports)reports).LoadAsync(stoppingToken);
        }
    }
}
