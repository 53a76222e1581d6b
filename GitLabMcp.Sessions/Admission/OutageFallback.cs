namespace GitLabMcp.Sessions.Admission;

/// <summary>Goes on admitting while the shared store is away: requests that bring a token are served from the memory of this
/// process, with its share of the limits. Requests with an id alone are refused until the store is back, and so is the end of a
/// session, because nobody else would learn of it.</summary>
/// <param name="shared">Admission over the store of the deployment.</param>
/// <param name="newLocal">Makes admission over memory, a new one for each outage.</param>
internal sealed partial class OutageFallback(
    SessionAdmission shared,
    Func<SessionAdmission> newLocal,
    TimeProvider clock,
    ILogger<OutageFallback> logger
)
{
    /// <summary>The time between two tries of the store during an outage.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>When a newcomer should try again after the store was full.</summary>
    private static readonly TimeSpan FullInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly MissedAnswers _missed = new(clock);
    private SessionAdmission? _local;
    private long _lastTry;
    private long? _loggedFull;

    public ValueTask<Decision> AdmitAsync(Caller caller, RequestKind kind, bool sessionless, CancellationToken ct) =>
        RunAsync(
            MissedAnswers.Limit,
            admission => admission.AdmitAsync(caller, kind, sessionless, ct),
            local =>
                caller is { Presents: CallerCredential.Nothing, SessionId: not null }
                    ? new(Unavailable())
                    : local?.AdmitAsync(caller, kind, sessionless, ct) ?? new ValueTask<Decision>(Unavailable()),
            Full
        );

    /// <summary>Ends the session of the caller's id, in the shared store only: an end that this process alone knew would be undone
    /// when the store is back (docs/reliability.md, S21).</summary>
    public ValueTask<Decision> CloseAsync(Caller caller, CancellationToken ct) =>
        RunAsync(MissedAnswers.Limit, admission => admission.CloseAsync(caller, ct), static _ => new(Unavailable()), Full);

    public async ValueTask RevokeAsync(string? sessionId, string instance, GitLabCredential credential, CancellationToken ct)
    {
        await RunAsync(MissedAnswers.Limit, RevokeAsync, RevokeAsync, static () => false);

        async ValueTask<bool> RevokeAsync(SessionAdmission? admission)
        {
            await (admission?.RevokeAsync(sessionId, instance, credential, ct) ?? ValueTask.CompletedTask);
            return true;
        }
    }

    /// <summary>Marks a confirmation as used. Unknown while the store is away, because another process could accept it a second time.
    /// There is one try only: a second one could not tell its own first try from another use.</summary>
    public ValueTask<ConsumeOutcome> ConsumeConfirmationAsync(string name, CancellationToken ct) =>
        RunAsync(
            tries: 1,
            admission => admission.ConsumeConfirmationAsync(name, ct),
            static _ => new(ConsumeOutcome.Unknown),
            static () => ConsumeOutcome.Unknown
        );

    private static Decision.Refused Unavailable() => new Decision.Refused(RefusalReason.StoreUnavailable) { RetryAfter = RetryInterval };

    private static Decision Full() => new Decision.Refused(RefusalReason.StoreFull) { RetryAfter = FullInterval };

    /// <param name="tries">How often the shared store is asked when its answer does not come in time.</param>
    /// <param name="onLocal">Without the shared store; gets null when only this request was not answered and there is no outage.</param>
    /// <param name="onFull">When the shared store has no memory for what is new in this request.</param>
    private async ValueTask<T> RunAsync<T>(
        int tries,
        Func<SessionAdmission, ValueTask<T>> onShared,
        Func<SessionAdmission?, ValueTask<T>> onLocal,
        Func<T> onFull
    )
    {
        var local = Current();
        for (var i = 0; i < tries && local is null; i++)
        {
            var began = clock.GetTimestamp();
            try
            {
                var result = await onShared(shared);
                _missed.Clear();
                EndOutage();
                return result;
            }
            catch (StoreFullException e)
            {
                _missed.Clear();
                EndOutage();
                LogFull(e);
                return onFull();
            }
            catch (StoreUnavailableException e)
            {
                local = e.IsMissedAnswer && !_missed.Add(began) ? Volatile.Read(ref _local) : BeginOutage(e);
            }
        }

        return await onLocal(local);
    }

    /// <summary>The local fallback during an outage; null when the shared store is to be asked.</summary>
    private SessionAdmission? Current()
    {
        if (Volatile.Read(ref _local) is null)
        {
            return null;
        }

        lock (_gate)
        {
            if (_local is null || clock.GetElapsedTime(_lastTry) < RetryInterval)
            {
                return _local;
            }

            // Half-open: this request tries the store, the others use the local fallback.
            _lastTry = clock.GetTimestamp();
            return null;
        }
    }

    private SessionAdmission BeginOutage(StoreUnavailableException cause)
    {
        lock (_gate)
        {
            _lastTry = clock.GetTimestamp();
            if (_local is null)
            {
                Log.Away(logger, cause);
                _local = newLocal();
            }

            return _local;
        }
    }

    private void EndOutage()
    {
        if (Volatile.Read(ref _local) is null)
        {
            return;
        }

        lock (_gate)
        {
            if (_local is not null)
            {
                Log.Back(logger);
                _local = null;
            }
        }
    }

    /// <summary>Once a minute: the requests that are refused for it may be many.</summary>
    private void LogFull(StoreFullException cause)
    {
        lock (_gate)
        {
            if (_loggedFull is { } last && clock.GetElapsedTime(last) < TimeSpan.FromMinutes(1))
            {
                return;
            }

            _loggedFull = clock.GetTimestamp();
        }

        Log.Full(logger, cause);
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

        [LoggerMessage(3, LogLevel.Error, "The session store is full: sessions that are there go on, and new ones are refused.")]
        public static partial void Full(ILogger logger, Exception cause);

        [LoggerMessage(2, LogLevel.Information, "The session store is back.")]
        public static partial void Back(ILogger logger);
    }
}
