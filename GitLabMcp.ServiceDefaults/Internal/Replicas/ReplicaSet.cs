namespace GitLabMcp.ServiceDefaults.Internal.Replicas;

/// <summary>The replicas of one service, as they are found from time to time, and the choice among them for each call.</summary>
internal sealed partial class ReplicaSet : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly AddressResolver _addresses;
    private readonly InternalCredential.Sender _sender;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _run;
    private readonly SilenceWatch _silence;

    private volatile bool _isOver;
    private volatile Replica[] _replicas = [];
    private uint _next;

    public ReplicaSet(AddressResolver addresses, InternalCredential.Sender sender, ILogger logger)
    {
        _addresses = addresses;
        _sender = sender;
        _logger = logger;
        _silence = new SilenceWatch(() => _replicas);
        _run = RunAsync();
    }

    /// <summary>Completes when the addresses have been looked for once.</summary>
    public Task Found => _found.Task;

    /// <summary>The best connection for the next call: of those in the best condition the one with the fewest calls in flight, so that
    /// a slow replica gets fewer of them.</summary>
    /// <param name="tried">Not these, if there are others.</param>
    /// <returns>Null when there is none.</returns>
    public ReplicaConnection? Choose(ReadOnlySpan<ReplicaConnection> tried)
    {
        var replicas = _isOver ? [] : _replicas;
        var first = Interlocked.Increment(ref _next);
        ReplicaConnection? best = null;
        for (var i = 0u; i < replicas.Length; i++)
        {
            var candidate = replicas[(first + i) % (uint)replicas.Length].Connection;
            if (!tried.Contains(candidate) && (best is null || IsBetter(candidate, best)))
            {
                best = candidate;
            }
        }

        return best;
    }

    /// <summary>The connections of these names, without those that are gone.</summary>
    public List<ReplicaConnection> Named(string[] ids) =>
        [.. _replicas.Select(static replica => replica.Connection).Where(connection => ids.Contains(connection.Id))];

    /// <summary>Ends every call in flight, before the process is killed for not stopping: their callers get an answer.</summary>
    public void EndCalls()
    {
        _isOver = true;
        foreach (var replica in _replicas)
        {
            replica.Connection.Drop();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _run;
        await _silence.DisposeAsync();
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        _end.Dispose();
    }

    private static bool IsBetter(ReplicaConnection candidate, ReplicaConnection best)
    {
        var difference = candidate.Condition - best.Condition;
        return difference < 0 || (difference == 0 && candidate.InFlight < best.InFlight);
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await UpdateAsync(await _addresses.FindAsync(_end.Token));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Nothing is known anew, so the replicas that were found before stay.
                Log.NotFound(_logger, e);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            _found.TrySetResult();
            await Task.Delay(Interval, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _found.TrySetResult();
    }

    private async Task UpdateAsync(IReadOnlyList<ReplicaAddress> addresses)
    {
        var old = _replicas;
        if (addresses.Count == 0 || old.Select(replica => replica.Address).SequenceEqual(addresses))
        {
            return;
        }

        var lifetime = addresses.Any(address => address.Number > 0) ? Lifetime : Timeout.InfiniteTimeSpan;
        _replicas =
        [
            .. addresses.Select(address =>
                old.FirstOrDefault(replica => replica.Address == address) ?? new Replica(address, _sender, lifetime, _logger)
            ),
        ];
        foreach (var gone in old.Except(_replicas))
        {
            await gone.DisposeAsync();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The addresses of a service could not be found")]
        public static partial void NotFound(ILogger logger, Exception cause);
    }
}
