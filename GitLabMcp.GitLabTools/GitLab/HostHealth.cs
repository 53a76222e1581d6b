using System.Collections.Concurrent;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>How one GitLab is doing. When too much of what it is asked fails, nothing is sent for a few seconds; then
/// one request tries whether it is back. What fails for one caller only, closes the way for that one only.</summary>
internal sealed partial class HostHealth(string origin, TimeProvider time, ILogger<HostHealth> logger)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private readonly long _start = time.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly Circuit _all = new();
    private readonly Dictionary<GitLabPrincipal, Caller> _callers = [];
    private TimeSpan _sweep;

    public RetryBudget Retries { get; } = new();

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Sends unless this GitLab is being left alone.</summary>
    /// <exception cref="OperationCanceledException">The time was up before.</exception>
    public async ValueTask<GitLabReply> AskAsync<TState>(
        GitLabPrincipal principal,
        Func<TState, CancellationToken, Task<GitLabReply>> send,
        TState state,
        CancellationToken ct
    )
    {
        ct.ThrowIfCancellationRequested();
        if (!TryEnter(principal, out var entry, out var wait))
        {
            return Refusal(wait);
        }

        bool? failed = null;
        try
        {
            var reply = await send(state, ct);
            failed = (reply as GitLabRefusal)?.Failure switch
            {
                null or Failure.None => false,
                Failure.Unknown => null,
                _ => true,
            };
            return reply;
        }
        finally
        {
            Leave(principal, entry, failed);
        }
    }

    private bool TryEnter(GitLabPrincipal principal, out Entry entry, out TimeSpan wait)
    {
        lock (_lock)
        {
            var now = Now;
            var caller = CallerOf(principal, now);
            (entry, wait) = (default, default);
            if (caller.Circuit.Enter(principal, now) is not { } own)
            {
                wait = caller.Circuit.Wait(now)!.Value;
                return false;
            }

            if (_all.Enter(principal, now) is not { } all)
            {
                wait = _all.Wait(now)!.Value;
                caller.Circuit.Leave(own, principal, failed: null, now);
                return false;
            }

            caller.UnderWay++;
            entry = new(caller, own, all);
            return true;
        }
    }

    private void Leave(GitLabPrincipal principal, Entry entry, bool? failed)
    {
        bool? own,
            all = null;
        lock (_lock)
        {
            var now = Now;
            var caller = entry.Caller;
            caller.UnderWay--;
            caller.LastSeen = now;
            own = caller.Circuit.Leave(entry.Own, principal, failed, now);

            // Once in half a second, that is 8 times of those that are counted together: too few for one alone, however much it asks.
            if (entry.All.Before is not null || (failed is not null && caller.CountedIn != RecentRequests.SliceOf(now)))
            {
                caller.CountedIn = RecentRequests.SliceOf(now);
                all = _all.Leave(entry.All, principal, failed, now);
            }
        }

        switch (own, all)
        {
            case (_, true):
                Log.Opened(logger, origin, Circuit.Pause.TotalSeconds);
                break;
            case (_, false):
                Log.Closed(logger, origin);
                break;
            case (true, _):
                Log.OpenedForOne(logger, origin, Circuit.Pause.TotalSeconds);
                break;
        }
    }

    private Caller CallerOf(GitLabPrincipal principal, TimeSpan now)
    {
        if (now >= _sweep)
        {
            _sweep = now + Remembered;
            foreach (var (key, quiet) in _callers)
            {
                if (quiet.UnderWay == 0 && quiet.LastSeen + Remembered < now)
                {
                    _callers.Remove(key);
                }
            }
        }

        if (!_callers.TryGetValue(principal, out var caller))
        {
            _callers.Add(principal, caller = new());
        }

        caller.LastSeen = now;
        return caller;
    }

    private static GitLabRefusal Refusal(TimeSpan wait)
    {
        var retry = Retry.After(wait);
        return new(0, $"GitLab fails at the moment, and nothing was sent. Try again {retry.When}.", retry);
    }

    private sealed class Caller
    {
        public Circuit Circuit { get; } = new();

        /// <summary>The half second in which one of its requests was counted for all last.</summary>
        public long CountedIn { get; set; } = -1;

        public int UnderWay { get; set; }

        public TimeSpan LastSeen { get; set; }
    }

    private readonly record struct Entry(Caller Caller, Circuit.Pass Own, Circuit.Pass All);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Origin} fails: it gets no requests for {Seconds} s, then one to try")]
        public static partial void Opened(ILogger logger, string origin, double seconds);

        [LoggerMessage(LogLevel.Information, "{Origin} fails for one caller, whose requests are held back for {Seconds} s")]
        public static partial void OpenedForOne(ILogger logger, string origin, double seconds);

        [LoggerMessage(LogLevel.Information, "{Origin} answers again")]
        public static partial void Closed(ILogger logger, string origin);
    }
}

/// <summary>The hosts that were called; the operator's settings bound how many there can be.</summary>
internal sealed class GitLabHosts(TimeProvider time, ILogger<HostHealth> logger)
{
    private readonly ConcurrentDictionary<string, HostHealth> _hosts = new();

    public HostHealth Of(string origin) =>
        _hosts.TryGetValue(origin, out var host)
            ? host
            : _hosts.GetOrAdd(origin, static (origin, it) => new(origin, it.time, it.logger), (time, logger));
}
