namespace GitLabMcp.Sessions.Reporting;

/// <summary>Once a second: removes tokens whose time is over, and adds this process's counts to the deployment's.</summary>
internal sealed class Housekeeping(ISessionStore store, Reports reports, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (await reports.FlushAsync(claimExpirations: false, stoppingToken) is not null)
            {
                await SweepAsync(stoppingToken);
            }
        }
    }

    private async ValueTask SweepAsync(CancellationToken ct)
    {
        try
        {
            await store.SweepAsync(ct);
        }
        catch (StoreUnavailableException)
        {
            // The next tick tries again. Expiry is decided by the stored times, not by this sweep.
        }
    }
}
