namespace GitLabMcp.Sessions.Admission;

/// <summary>Goes on admitting while the shared store is away: requests that bring a token are served from the memory of this
/// process, with its share of the limits; requests with an id alone are refused until the store is back.</summary>
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

    private readonly Lock _gate = new();
    private SessionAdmission? _local;
    private long _lastTry;

    public ValueTask<Decision> AdmitAsync(Caller caller, RequestKind kind, bool sessionless, CancellationToken ct) =>
        DecideAsync(caller, admission => admission.AdmitAsync(caller, kind, sessionless, ct));

    public ValueTask<Decision> CloseAsync(Caller caller, CancellationToken ct) =>
        DecideAsync(caller, admission => admission.CloseAsync(caller, ct));

    public async ValueTask RevokeAsync(string? sessionId, string instance, GitLabCredential credential, CancellationToken ct)
    {
        await RunAsync(RevokeAsync, RevokeAsync);

        async ValueTask<bool> RevokeAsync(SessionAdmission admission)
        {
            await admission.RevokeAsync(sessionId, instance, credential, ct);
            return true;
        }
    }

    /// <summary>Marks a confirmation as used. Unknown while the store is away: another process could accept it a second time.</summary>
    public ValueTask<ConsumeOutcome> ConsumeConfirmationAsync(string name, CancellationToken ct) =>
        RunAsync(admission => admission.ConsumeConfirmationAsync(name, ct), static _ => new(ConsumeOutcome.Unknown));

    private ValueTask<Decision> DecideAsync(Caller caller, Func<SessionAdmission, ValueTask<Decision>> decide) =>
        RunAsync(
            decide,
            local =>
                caller is { Presents: CallerCredential.Nothing, SessionId: not null }
                    ? new(new Decision.Refused(RefusalReason.StoreUnavailable) { RetryAfter = RetryInterval })
                    : decide(local)
        );

    private async ValueTask<T> RunAsync<T>(Func<SessionAdmission, ValueTask<T>> onShared, Func<SessionAdmission, ValueTask<T>> onLocal)
    {
        var local = Current();
        if (local is null)
        {
            try
            {
                var result = await onShared(shared);
                EndOutage();
                return result;
            }
            catch (StoreUnavailableException e)
            {
                local = BeginOutage(e);
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

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Error,
            "The session store is away: requests with a token are served with this replica's share of the limits, "
                + "others are asked to come back."
        )]
        public static partial void Away(ILogger logger, Exception cause);

        [LoggerMessage(2, LogLevel.Information, "The session store is back.")]
        public static partial void Back(ILogger logger);
    }
}
