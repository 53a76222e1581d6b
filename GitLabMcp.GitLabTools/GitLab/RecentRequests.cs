namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>How many requests ended in the last 4 s, and how many of them failed.</summary>
internal sealed class RecentRequests
{
    private const int Slices = 8;
    private static readonly TimeSpan Length = TimeSpan.FromMilliseconds(500);

    private readonly Slice[] _slices = new Slice[Slices];

    /// <summary>The half second that a time is in: what ends in one is forgotten together.</summary>
    public static long SliceOf(TimeSpan time) => time.Ticks / Length.Ticks;

    /// <summary>Counts one more.</summary>
    public (int Ended, int Failed) Count(bool failed, TimeSpan now)
    {
        var number = SliceOf(now);
        ref var newest = ref _slices[number % Slices];
        newest = newest.Number == number ? newest : new(number, 0, 0);
        newest = new(number, newest.Ended + 1, newest.Failed + (failed ? 1 : 0));
        var (ended, failures) = (0, 0);
        foreach (var slice in _slices)
        {
            if (slice.Number > number - Slices)
            {
                ended += slice.Ended;
                failures += slice.Failed;
            }
        }

        return (ended, failures);
    }

    private readonly record struct Slice(long Number, int Ended, int Failed);
}
