using System.Collections.Concurrent;
using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>The progress of one call, for callers that asked for progress notifications.</summary>
internal sealed class CallProgress
{
    // Clients show the text to people, and faster changes would flicker.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<RunningWait> _waits = new();
    private int _requests;
    private volatile string? _words;

    /// <summary>A few words for the user.</summary>
    public string Words =>
        _words
        ?? Volatile.Read(ref _requests) switch
        {
            0 => "Waiting to ask GitLab",
            1 => "Waiting for GitLab",
            var requests => $"Asked GitLab {requests} times so far",
        };

    /// <summary>What GitLab asked the user to wait during the call.</summary>
    public IReadOnlyCollection<RunningWait> Waits => _waits;

    public void AddWait(RunningWait wait) => _waits.Enqueue(wait);

    public void CountRequest() => Interlocked.Increment(ref _requests);

    /// <summary>For tools that can say more than the number of requests.</summary>
    public void Say(string words) => _words = words;

    /// <summary>Reports every second until the call has ended or its client has gone away.</summary>
    public async Task TellWhileAsync(Task call, TimeProvider time, Func<uint, string, CancellationToken, Task> report, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, time);
        for (uint seconds = 0; ; )
        {
            var tick = timer.WaitForNextTickAsync(ct).AsTask();
            if (await Task.WhenAny(call, tick) == call || !tick.IsCompletedSuccessfully)
            {
                return;
            }

            // The number must grow with every report, whatever the precision of the timer is.
            var now = (uint)Math.Round(time.GetElapsedTime(start).TotalSeconds);
            if (now > seconds)
            {
                seconds = now;
                await report(seconds, Words, ct);
            }
        }
    }
}
