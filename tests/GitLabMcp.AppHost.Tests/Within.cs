namespace GitLabMcp.AppHost.Tests;

/// <summary>How long a test waits for processes at the most. Nothing is measured by it.</summary>
internal static class Within
{
    public static CancellationToken Minutes(int minutes) =>
        CancellationTokenSource
            .CreateLinkedTokenSource(
                TestContext.Current.CancellationToken,
                new CancellationTokenSource(TimeSpan.FromMinutes(minutes)).Token
            )
            .Token;

    /// <summary>Asks again until it holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await holds())
        {
            await timer.WaitForNextTickAsync(ct);
        }
    }
}
