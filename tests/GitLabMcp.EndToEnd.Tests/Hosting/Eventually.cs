namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>Waits for what happens by itself in another process.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    /// <exception cref="OperationCanceledException">It did not happen.</exception>
    public static async Task TrueAsync(Func<Task<bool>> isSo)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        end.CancelAfter(Timeout);
        while (!await isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, end.Token);
        }
    }
}
