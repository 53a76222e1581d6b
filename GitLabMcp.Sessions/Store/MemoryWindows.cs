namespace GitLabMcp.Sessions.Store;

/// <summary>What each limit has counted of each subject.</summary>
internal sealed class MemoryWindows
{
    private readonly Dictionary<(string Limit, string Subject), SlidingWindow> _windows = [];

    public SlidingWindow Of(MinuteLimit limit, string subject)
    {
        if (!_windows.TryGetValue((limit.Name, subject), out var window))
        {
            _windows[(limit.Name, subject)] = window = new();
        }

        return window;
    }

    /// <summary>Forgets windows in which nothing is counted any more.</summary>
    public void Sweep(long now)
    {
        foreach (var (subject, window) in _windows)
        {
            if (window.Measure(now, 1).Remaining == 1)
            {
                _windows.Remove(subject);
            }
        }
    }
}
