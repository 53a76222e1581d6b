using System.Collections.Concurrent;
using Polly.CircuitBreaker;

namespace GitLabMcp.GitLabTools.GitLab.Health;

/// <summary>How one GitLab host is doing.</summary>
internal sealed record HostHealth(CircuitBreaker Breaker, RetryBudget Retries, OutageLog Outages);

/// <summary>The hosts that were called; the operator's settings bound how many there can be.</summary>
internal sealed class Hosts(TimeProvider time, ILogger<CircuitBreaker> logger)
{
    private readonly ConcurrentDictionary<string, HostHealth> _hosts = new();

    public int Count(CircuitState state) => _hosts.Values.Count(host => host.Breaker.State == state);

    public HostHealth Of(string origin) =>
        _hosts.TryGetValue(origin, out var host)
            ? host
            : _hosts.GetOrAdd(
                origin,
                static (origin, it) => new(new(origin, it.time, it.logger), new(), new(origin, it.time, it.logger)),
                (time, logger)
            );
}
