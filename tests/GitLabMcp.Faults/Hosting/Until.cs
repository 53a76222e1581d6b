namespace GitLabMcp.Faults.Hosting;

/// <summary>Waits for a condition, with an end that only a broken run comes to.</summary>
public static class Until
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <exception cref="TimeoutException">It did not come true.</exception>
    public static Task TrueAsync(Func<bool> holds, string what, CancellationToken ct) =>
        TrueAsync(() => Task.FromResult(holds()), what, ct);

    /// <exception cref="TimeoutException">It did not come true.</exception>
    public static async Task TrueAsync(Func<Task<bool>> holds, string what, CancellationToken ct)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(since) > Longest)
            {
                throw new TimeoutException($"After {Longest.TotalSeconds} s it still did not hold: {what}");
            }

            await Task.Delay(Interval, TimeProvider.System, ct);
        }
    }
}
