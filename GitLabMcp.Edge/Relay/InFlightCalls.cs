using System.Collections.Concurrent;
using GitLabMcp.Sessions.Contract;
using Grpc.Core;
using SessionsClient = GitLabMcp.Sessions.Contract.Sessions.SessionsClient;

namespace GitLabMcp.Edge.Relay;

/// <summary>The tool calls of sessions that this process works on, to be stopped when their client takes them back
/// (<c>notifications/cancelled</c>). The word may come to any Edge: what is not here is told to all by Sessions.</summary>
internal sealed partial class InFlightCalls(SessionsClient sessions, ILogger<InFlightCalls> logger)
{
    private readonly ConcurrentDictionary<CallKey, Entry> _entries = new();

    /// <summary>The call is under way until this is disposed. Of two with one name, which MCP forbids, the newer can be taken back.</summary>
    public Entry Enter(CallKey name)
    {
        var entry = new Entry(this, name);
        _entries[name] = entry;
        return entry;
    }

    public async Task CancelAsync(CallKey name, DateTime deadline, CancellationToken ct)
    {
        if (Cancel(name))
        {
            return;
        }

        try
        {
            await sessions.CancelAsync(
                new CancelledCall { SessionHash = name.Session, RequestId = name.Request },
                deadline: deadline,
                cancellationToken: ct
            );
        }
        catch (RpcException e) when (!ct.IsCancellationRequested)
        {
            // A notification has no answer: the call goes on to its end.
            Log.NotTold(logger, e);
        }
    }

    /// <returns>False when there is no such call here.</returns>
    public bool Cancel(CallKey name)
    {
        if (!_entries.TryRemove(name, out var entry))
        {
            return false;
        }

        entry.Cancel();
        return true;
    }

    /// <summary>One call.</summary>
    internal sealed class Entry(InFlightCalls owner, CallKey name) : IDisposable
    {
        // Never disposed: it has no timer, and the word may come just when the call ends.
        private readonly CancellationTokenSource _end = new();

        public CancellationToken Cancelled => _end.Token;

        public void Cancel() => _end.Cancel();

        public void Dispose() => owner._entries.TryRemove(KeyValuePair.Create(name, this));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Sessions could not tell the other Edges that a call was cancelled")]
        public static partial void NotTold(ILogger logger, Exception exception);
    }
}
