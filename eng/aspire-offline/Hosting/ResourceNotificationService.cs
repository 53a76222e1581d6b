namespace Aspire.Hosting.ApplicationModel;

public static class KnownResourceStates
{
    public const string Waiting = "Waiting";
    public const string Running = "Running";
    public const string Finished = "Finished";
    public const string FailedToStart = "FailedToStart";

    public static IReadOnlyList<string> TerminalStates { get; } = [Finished, FailedToStart];
}

/// <summary>What became of each resource, and waiting for it.</summary>
public sealed class ResourceNotificationService
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string State, bool IsHealthy)> _resources = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        var (state, isHealthy) = await WaitAsync(resourceName, now => now.IsHealthy || KnownResourceStates.TerminalStates.Contains(now.State), cancellationToken);
        if (!isHealthy)
        {
            throw new DistributedApplicationException($"{resourceName} did not become healthy: {state}.");
        }
    }

    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default) =>
        (await WaitAsync(resourceName, now => targetStates.Contains(now.State), cancellationToken)).State;

    internal void Publish(string resourceName, string state, bool isHealthy)
    {
        lock (_lock)
        {
            _resources[resourceName] = (state, isHealthy);
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private async Task<(string State, bool IsHealthy)> WaitAsync(string resourceName, Func<(string State, bool IsHealthy), bool> isReached, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_resources.TryGetValue(resourceName, out var now) && isReached(now))
                {
                    return now;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }
}
