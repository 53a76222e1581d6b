using System.Collections.Concurrent;

namespace GitLabMcp.Edge.Relay;

/// <summary>The calls of sessions that this process works on, so that a client can cancel them (<c>notifications/cancelled</c>).
/// A cancellation may reach another replica than the call: unknown keys are published to all replicas through Sessions.</summary>
internal sealed partial class InFlightCalls(SessionsClient sessions, ILogger<InFlightCalls> logger)
{
    private readonly ConcurrentDictionary<CallKey, Entry> _entries = new();

    /// <summary>The call is in flight until the entry is disposed. Of two calls with one key, which MCP forbids, the newer one can be
    /// cancelled.</summary>
    public Entry Enter(CallKey key)
    {
        var entry = new Entry(this, key);
        _entries[key] = entry;
        return entry;
    }

    public async Task CancelAsync(CallKey key, DateTime deadline, CancellationToken ct)
    {
        if (Cancel(key))
        {
            return;
        }

        try
        {
            await sessions.CancelAsync(
                new CancelledCall { SessionHash = key.Session, RequestId = key.Request },
                deadline: deadline,
                cancellationToken: ct
            );
        }
        catch (RpcException e) when (!ct.IsCancellationRequested)
        {
            // A notification has no answer: the call goes on to its end.
            Log.NotPublished(logger, e);
        }
    }

    /// <returns>False when there is no such call here.</returns>
    public bool Cancel(CallKey key)
    {
        if (!_entries.TryRemove(key, out var entry))
        {
            return false;
        }

        entry.Cancel();
        return true;
    }

    /// <summary>One call.</summary>
    internal sealed class Entry(InFlightCalls owner, CallKey key) : IDisposable
    {
        // Not disposed: it has no timer, and a cancellation may arrive just when the call ends.
        private readonly CancellationTokenSource _end = new();

        public CancellationToken Cancelled => _end.Token;

        public void Cancel() => _end.Cancel();

        public void Dispose() => owner._entries.TryRemove(KeyValuePair.Create(key, this));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The cancellation of a call could not be published to the other replicas")]
        public static partial void NotPublished(ILogger logger, Exception exception);
    }
}
