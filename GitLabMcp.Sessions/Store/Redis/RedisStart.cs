using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Sessions.Store.Redis;

/// <summary>Checks Redis at the start of the service, and again when a connection comes back. A Redis that cannot be used stops the
/// start. One that cannot be reached does not: it is checked when it is first reached, and a service that may not use it ends
/// then. Later findings are logged only.</summary>
internal sealed partial class RedisStart(
    IConnectionMultiplexer redis,
    RedisCheck check,
    IHostApplicationLifetime lifetime,
    ILogger<RedisStart> logger
) : BackgroundService
{
    private readonly SemaphoreSlim _connected = new(0);
    private HashSet<RedisFinding> _known = [];
    private bool _isAccepted;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        redis.ConnectionRestored += (_, _) => _connected.Release();
        redis.ErrorMessage += (_, error) => LogError(error.Message);
        if (redis.IsConnected && await FatalAsync(cancellationToken) is { } fatal)
        {
            throw new InvalidSettingException(fatal);
        }

        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _connected.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _connected.WaitAsync(stoppingToken);
            var wasAccepted = _isAccepted;
            if (await FatalAsync(stoppingToken) is not { } fatal)
            {
                continue;
            }

            Log.Unusable(logger, fatal);
            if (!wasAccepted)
            {
                Environment.ExitCode = 1;
                lifetime.StopApplication();
                return;
            }
        }
    }

    /// <summary>Logs what is new and may work all the same.</summary>
    /// <returns>What forbids to use this Redis; null when nothing does, and when the check got no answer.</returns>
    private async Task<string?> FatalAsync(CancellationToken ct)
    {
        IReadOnlyList<RedisFinding> findings;
        try
        {
            findings = await check.RunAsync(ct);
        }
        catch (Exception e) when (e is StoreUnavailableException or RedisException or TimeoutException)
        {
            // Redis went away during the check, which is made again when it is back.
            return null;
        }

        foreach (var finding in findings.Where(finding => !finding.IsFatal && !_known.Contains(finding)))
        {
            Log.Warning(logger, finding.Sentence);
        }

        _known = [.. findings];
        var fatal = findings.Where(static finding => finding.IsFatal).Select(static finding => finding.Sentence).ToList();
        _isAccepted |= fatal.Count == 0;
        return fatal.Count == 0 ? null : string.Join(Environment.NewLine, fatal);
    }

    /// <summary>Who runs a script sends its text when Redis does not know it (NOSCRIPT), so that is no fault.</summary>
    private void LogError(string error)
    {
        if (!error.Contains("NOSCRIPT", StringComparison.Ordinal))
        {
            Log.Error(logger, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Finding}")]
        public static partial void Warning(ILogger logger, string finding);

        [LoggerMessage(2, LogLevel.Critical, "{Finding}")]
        public static partial void Unusable(ILogger logger, string finding);

        [LoggerMessage(3, LogLevel.Error, "Redis refused a command of the connection: {Error}")]
        public static partial void Error(ILogger logger, string error);
    }
}
