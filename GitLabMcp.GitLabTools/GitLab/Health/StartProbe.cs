using GitLabMcp.GitLabTools.GitLab.Http;

namespace GitLabMcp.GitLabTools.GitLab.Health;

/// <summary>Asks the operator's GitLab at the start, without a token, whether it is one, so that a wrong GITLAB_API_URL is in the log
/// before the first user comes. While something is wrong it asks again, so that the log and /health say what is true now.</summary>
internal sealed class StartProbe(HttpExchange exchange, Reachability reachability, GitLabInstances instances, TimeProvider time)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start does not wait for GitLab.
        await Task.Yield();
        while (true)
        {
            var problem = await exchange.ProbeAsync(instances.Default, stoppingToken);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            reachability.Note(instances.Default.ApiUrl, problem);
            if (problem is null)
            {
                return;
            }

            await Task.Delay(Interval, time, stoppingToken);
        }
    }
}
