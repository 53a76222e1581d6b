namespace GitLabMcp.GitLabTools.GitLab.Health;

/// <summary>Whether the operator's GITLAB_API_URL leads to a GitLab, by the last request that could tell. Each change is logged
/// once.</summary>
internal sealed partial class Reachability(GitLabInstances instances, ILogger<Reachability> logger)
{
    private readonly Lock _lock = new();
    private volatile string? _problem;

    /// <summary>Why it cannot be used, `its host name cannot be resolved`; null when nothing is known to be wrong.</summary>
    public string? Problem => _problem;

    /// <param name="apiUrl">Of the instance that was asked. Only the operator's own counts.</param>
    public void Note(string apiUrl, string? problem)
    {
        if (_problem == problem || apiUrl != instances.Default.ApiUrl)
        {
            return;
        }

        lock (_lock)
        {
            if (_problem == problem)
            {
                return;
            }

            _problem = problem;
        }

        if (problem is null)
        {
            Log.Works(logger, apiUrl);
        }
        else
        {
            Log.Fails(logger, apiUrl, problem);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "GITLAB_API_URL={ApiUrl} does not work: {Problem}")]
        public static partial void Fails(ILogger logger, string apiUrl, string problem);

        [LoggerMessage(LogLevel.Information, "GITLAB_API_URL={ApiUrl} works again")]
        public static partial void Works(ILogger logger, string apiUrl);
    }
}
