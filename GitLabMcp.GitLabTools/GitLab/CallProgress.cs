namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>How one call goes, for callers who want to hear of it.</summary>
internal sealed class CallProgress
{
    // Clients show it to people: more often is a flicker.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private int _asked;
    private volatile string? _said;

    /// <summary>A few words for the user.</summary>
    public string Words =>
        _said
        ?? Volatile.Read(ref _asked) switch
        {
            0 => "Waiting to ask GitLab",
            1 => "Waiting for GitLab",
            var asked => $"Asked GitLab {asked} times so far",
        };

    public void Asks() => Interlocked.Increment(ref _asked);

    /// <summary>For tools that know more to say than how often they asked.</summary>
    public void Say(string words) => _said = words;

    /// <summary>Tells every second until the call has ended or nobody listens any more.</summary>
    public async Task TellWhileAsync(Task call, TimeProvider time, Func<uint, string, CancellationToken, Task> tell, CancellationToken ct)
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

            // Always more than was told before, whatever the timer's precision is.
            var now = (uint)Math.Round(time.GetElapsedTime(start).TotalSeconds);
            if (now > seconds)
            {
                seconds = now;
                await tell(seconds, Words, ct);
            }
        }
    }
}
