using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Store;
using Microsoft.Extensions.Logging;

namespace GitLabMcp.Sessions.Admission;

/// <summary>Admission that goes on while the shared store is away: requests that bring a token are served from this
/// process's own memory, with its share of the limits; ids alone are asked to come back.</summary>
/// <param name="shared">Over the store of the deployment.</param>
/// <param name="localFallback">A new one over memory for each outage.</param>
internal sealed partial class OutageFallback(
    SessionAdmission shared,
    Func<SessionAdmission> localFallback,
    TimeProvider clock,
    ILogger<OutageFallback> logger
)
{
    /// <summary>How long an outage is believed before the store is tried again.</summary>
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private SessionAdmission? _during;
    private long _since;

    /// <summary>The shared store answered the last time it was asked.</summary>
    public bool StoreAvailable => Volatile.Read(ref _during) is null;

    public ValueTask<Decision> AdmitAsync(Caller caller, RequestKind kind, bool sessionless, CancellationToken ct) =>
        DecideAsync(caller, (admission, ct) => admission.AdmitAsync(caller, kind, sessionless, ct), ct);

    public ValueTask<Decision> CloseAsync(Caller caller, CancellationToken ct) =>
        DecideAsync(caller, (admission, ct) => admission.CloseAsync(caller, ct), ct);

    /// <summary>Runs against the shared store, or not at all while it is away.</summary>
    /// <returns>False when it is away.</returns>
    public async ValueTask<bool> TryAsync(Func<SessionAdmission, CancellationToken, ValueTask> act, CancellationToken ct)
    {
        var local = Current();
        try
        {
            await act(local ?? shared, ct);
            if (local is null)
            {
                Returned();
            }

            return local is null;
        }
        catch (StoreUnavailableException e)
        {
            Away(e);
            return false;
        }
    }

    private async ValueTask<Decision> DecideAsync(
        Caller caller,
        Func<SessionAdmission, CancellationToken, ValueTask<Decision>> decide,
        CancellationToken ct
    )
    {
        var local = Current();
        if (local is null)
        {
            try
            {
                var decision = await decide(shared, ct);
                Returned();
                return decision;
            }
            catch (StoreUnavailableException e)
            {
                local = Away(e);
            }
        }

        return caller.Presents is CallerCredential.Nothing && caller.SessionId is not null
            ? new Decision.Refused(RefusalReason.StoreUnavailable) { RetryAfter = TryAgain }
            : await decide(local, ct);
    }

    /// <summary>The stand-in during an outage, null when the store is to be asked.</summary>
    private SessionAdmission? Current()
    {
        if (StoreAvailable)
        {
            return null;
        }

        lock (_gate)
        {
            if (_during is null || clock.GetElapsedTime(_since) < TryAgain)
            {
                return _during;
            }

            // This request tries the store; the others go on with the stand-in.
            _since = clock.GetTimestamp();
            return null;
        }
    }

    private SessionAdmission Away(StoreUnavailableException cause)
    {
        lock (_gate)
        {
            _since = clock.GetTimestamp();
            if (_during is null)
            {
                Log.Away(logger, cause);
                _during = localFallback();
            }

            return _during;
        }
    }

    private void Returned()
    {
        if (StoreAvailable)
        {
            return;
        }

        lock (_gate)
        {
            if (_during is not null)
            {
                Log.Back(logger);
                _during = null;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Error,
            "The session store is away: requests with a token are served with this replica's share of the limits, others are asked to come back."
        )]
        public static partial void Away(ILogger logger, Exception cause);

        [LoggerMessage(2, LogLevel.Information, "The session store is back.")]
        public static partial void Back(ILogger logger);
    }
}
