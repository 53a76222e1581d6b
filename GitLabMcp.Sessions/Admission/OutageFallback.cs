namespace GitLabMcp.Sessions.Admission;

/// <summary>Goes on admitting while the shared store is away. Another replica may still reach it, so the Edge is sent there first. When
/// none does, requests that bring a token are served from the memory of this process, with its share of the limits. Requests with
/// an id alone are refused until the store is back, and so is the end of a session, because nobody else would learn of it.</summary>
/// <param name="shared">Admission over the store of the deployment.</param>
internal sealed partial class OutageFallback(SessionAdmission shared, Outage outage, TimeProvider clock, ILogger<OutageFallback> logger)
{
    /// <summary>When a newcomer should try again after the store was full.</summary>
    private static readonly TimeSpan FullInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly MissedAnswers _missed = new(clock);
    private long? _loggedFull;

    public ValueTask<Decision> AdmitAsync(Caller caller, RequestKind kind, bool sessionless, CancellationToken ct) =>
        RunAsync(
            MissedAnswers.Limit,
            admission => admission.AdmitAsync(caller, kind, sessionless, ct),
            local =>
                caller.MayGoElsewhere
                || local is null
                || caller is { Presents: CallerCredential.Nothing, SessionId: not null } or { Presents: CallerCredential.Grant }
                    ? new(AwayFor(caller))
                    : local.AdmitAsync(caller, kind, sessionless, ct),
            Full,
            ct
        );

    /// <summary>Ends the session of the caller's id, in the shared store only: an end that this process alone knew would be undone
    /// when the store is back (docs/reliability.md, S21).</summary>
    public ValueTask<Decision> CloseAsync(Caller caller, CancellationToken ct) =>
        RunAsync(MissedAnswers.Limit, admission => admission.CloseAsync(caller, ct), _ => new(AwayFor(caller)), Full, ct);

    public async ValueTask RevokeAsync(
        string? sessionId,
        string instance,
        GitLabCredential credential,
        string? grantId,
        CancellationToken ct
    )
    {
        await RunAsync(MissedAnswers.Limit, RevokeAsync, RevokeAsync, static () => false, ct);

        async ValueTask<bool> RevokeAsync(SessionAdmission? admission)
        {
            await (admission?.RevokeAsync(sessionId, instance, credential, grantId, ct) ?? ValueTask.CompletedTask);
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
            static () => ConsumeOutcome.Unknown,
            ct
        );

    private static Decision AwayFor(Caller caller) => caller.MayGoElsewhere ? new Decision.Elsewhere() : Unavailable();

    private static Decision.Refused Unavailable() =>
        new Decision.Refused(RefusalReason.StoreUnavailable) { RetryAfter = Outage.RetryInterval };

    private static Decision Full() => new Decision.Refused(RefusalReason.StoreFull) { RetryAfter = FullInterval };

    /// <param name="tries">How often the shared store is asked when its answer does not come in time.</param>
    /// <param name="onLocal">Without the shared store; gets null when only this request was not answered and there is no outage.</param>
    /// <param name="onFull">When the shared store has no memory for what is new in this request.</param>
    private async ValueTask<T> RunAsync<T>(
        int tries,
        Func<SessionAdmission, ValueTask<T>> onShared,
        Func<SessionAdmission?, ValueTask<T>> onLocal,
        Func<T> onFull,
        CancellationToken ct
    )
    {
        while (true)
        {
            var local = await outage.CurrentAsync(ct);
            for (var i = 0; i < tries && local is null; i++)
            {
                var began = clock.GetTimestamp();
                try
                {
                    var result = await onShared(shared);
                    _missed.Clear();
                    return result;
                }
                catch (StoreFullException e)
                {
                    _missed.Clear();
                    LogFull(e);
                    return onFull();
                }
                catch (StoreUnavailableException e)
                {
                    local = e.IsMissedAnswer && !_missed.Add(began) ? await outage.CurrentAsync(ct) : outage.Begin(e);
                }
            }

            var decided = await onLocal(local?.Admission);
            if (local is null || outage.IsInForce(local))
            {
                return decided;
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
        [LoggerMessage(3, LogLevel.Error, "The session store is full: sessions that are there go on, and new ones are refused.")]
        public static partial void Full(ILogger logger, Exception cause);
    }
}
