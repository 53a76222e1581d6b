using GitLabMcp.ServiceDefaults.Internal;

namespace GitLabMcp.Sessions.Admission;

/// <summary>Whether the shared store is away, and the local fallback of that time. It begins with a request that does not get through, and
/// ends when everything that happened meanwhile is in the shared store.</summary>
/// <param name="carryOver">Carries over to the shared store.</param>
/// <param name="newLocal">Makes the fallback of one outage.</param>
/// <param name="impairment">Tells the Edges to ask other replicas first.</param>
internal sealed partial class Outage(
    CarryOver carryOver,
    Func<LocalFallback> newLocal,
    Impairment impairment,
    TimeProvider clock,
    ILogger<Outage> logger
) : IAsyncDisposable
{
    /// <summary>The time between two tries of the store.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>Under load there are always new uses, so the last of them are carried over while requests wait.</summary>
    private const int RoundsBeforeClosing = 3;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private LocalFallback? _local;
    private Task _recovery = Task.CompletedTask;

    /// <summary>The local fallback; null while the shared store is to be asked. Waits while an outage ends.</summary>
    public ValueTask<LocalFallback?> CurrentAsync(CancellationToken ct) => Volatile.Read(ref _local) is null ? default : WaitAsync(ct);

    public LocalFallback Begin(StoreUnavailableException cause)
    {
        lock (_gate)
        {
            if (_local is null)
            {
                Log.Away(logger, cause);
                impairment.Set(true);
                _local = newLocal();
                _recovery = RecoverAsync(_local);
            }

            return _local;
        }
    }

    /// <summary>Whether what was decided with this fallback counts. Otherwise the outage ended meanwhile, and the shared store may not know
    /// of it.</summary>
    public bool IsInForce(LocalFallback local)
    {
        lock (_gate)
        {
            return _local == local && local.Closing is null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _recovery;
        _end.Dispose();
    }

    private async ValueTask<LocalFallback?> WaitAsync(CancellationToken ct)
    {
        while (true)
        {
            Task closing;
            lock (_gate)
            {
                if (_local?.Closing is not { } last)
                {
                    return _local;
                }

                closing = last.Task;
            }

            await closing.WaitAsync(ct);
        }
    }

    private async Task RecoverAsync(LocalFallback local)
    {
        while (true)
        {
            await Task.Delay(RetryInterval, clock, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_end.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await EndAsync(local, _end.Token);
                return;
            }
            catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
            {
                // It is still away, or away again.
            }
            catch (Exception e)
            {
                // Whatever it was, an outage must not last for ever.
                Log.NotCarriedOver(logger, e);
            }
        }
    }

    private async Task EndAsync(LocalFallback local, CancellationToken ct)
    {
        var since = 0L;
        for (var i = 0; i < RoundsBeforeClosing; i++)
        {
            (since, var count) = await carryOver.RunAsync(local.Store, since, ct);
            if (count == 0)
            {
                break;
            }
        }

        lock (_gate)
        {
            local.Closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        try
        {
            await carryOver.RunAsync(local.Store, since, ct);
            lock (_gate)
            {
                _local = null;
            }

            Log.Back(logger);
            impairment.Set(false);
        }
        finally
        {
            TaskCompletionSource closing;
            lock (_gate)
            {
                closing = local.Closing;
                local.Closing = null;
            }

            closing.SetResult();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Error,
            "The session store is away: requests with a token are served with this replica's share of the limits, "
                + "others are asked to come back."
        )]
        public static partial void Away(ILogger logger, Exception cause);

        [LoggerMessage(3, LogLevel.Error, "What happened while the session store was away could not be carried over to it; trying again.")]
        public static partial void NotCarriedOver(ILogger logger, Exception cause);

        [LoggerMessage(2, LogLevel.Information, "The session store is back.")]
        public static partial void Back(ILogger logger);
    }
}
