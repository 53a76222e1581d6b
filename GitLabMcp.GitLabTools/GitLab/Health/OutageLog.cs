namespace GitLabMcp.GitLabTools.GitLab.Health;

/// <summary>Warns when a GitLab host has not answered any request properly for a minute, at most once a minute.</summary>
internal sealed partial class OutageLog(string origin, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private DateTimeOffset? _since;
    private DateTimeOffset _nextWarning;
    private int _failures;

    public void Note(GitLabReply reply)
    {
        var refusal = reply as GitLabRefusal;
        var failure = refusal?.Failure ?? Failure.None;
        if (failure == Failure.Unknown || (failure == Failure.None && _failures == 0))
        {
            return;
        }

        var now = time.GetUtcNow();
        double seconds;
        int failures;
        lock (_lock)
        {
            if (failure == Failure.None)
            {
                (_since, _failures) = (null, 0);
                return;
            }

            if (_since is null)
            {
                (_since, _nextWarning) = (now, now + Interval);
            }

            failures = ++_failures;
            if (now < _nextWarning)
            {
                return;
            }

            _nextWarning = now + Interval;
            seconds = Math.Round((now - _since.Value).TotalSeconds);
        }

        Log.Fails(logger, origin, seconds, failures, refusal!.Problem ?? Cause(refusal));
    }

    private static string Cause(GitLabRefusal refusal) =>
        refusal.Failure switch
        {
            Failure.Broken when refusal.Status > 0 => $"it answers {refusal.Status}",
            Failure.Broken => "the connection breaks",
            Failure.Silent => "it does not answer in time",
            _ => "it cannot be reached",
        };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Origin} has served no request for {Seconds} s; {Failures} failed, the last one because {Cause}")]
        public static partial void Fails(ILogger logger, string origin, double seconds, int failures, string cause);
    }
}
