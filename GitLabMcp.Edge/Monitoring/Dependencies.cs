using GitLabMcp.GitLabTools.Contract;
using Grpc.Health.V1;

namespace GitLabMcp.Edge.Monitoring;

/// <summary>Asks the other services whether they answer.</summary>
internal sealed class Dependencies(SessionsClient sessions, Health.HealthClient gitlabTools, GitLabToolsClient gitlab)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private ReportResponse _last = new() { StoreAvailable = true };

    /// <summary>Counts over all replicas; the last ones seen while Sessions cannot be asked.</summary>
    /// <param name="claimExpirations">Take the expirations that no Edge has counted yet.</param>
    /// <param name="ct">Cancels the question.</param>
    public async Task<(ReportResponse Report, bool IsCurrent)> ReportAsync(bool claimExpirations, CancellationToken ct)
    {
        try
        {
            _last = await sessions.ReportAsync(
                new ReportRequest { ClaimExpirations = claimExpirations },
                deadline: Deadline(),
                cancellationToken: ct
            );
            return (_last, true);
        }
        catch (RpcException) when (!ct.IsCancellationRequested)
        {
            return (_last, false);
        }
    }

    public async Task<bool> GitLabToolsAnswerAsync(CancellationToken ct)
    {
        try
        {
            var health = await gitlabTools.CheckAsync(new HealthCheckRequest(), deadline: Deadline(), cancellationToken: ct);
            return health.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (RpcException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Why the operator's GitLab cannot be reached, as one GitLabTools process saw it last; null when nothing is known.</summary>
    public async Task<string?> GitLabProblemAsync(CancellationToken ct)
    {
        try
        {
            var state = await gitlab.ReachabilityAsync(new ReachabilityRequest(), deadline: Deadline(), cancellationToken: ct);
            return state.Problem.Length > 0 ? state.Problem : null;
        }
        catch (RpcException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + Timeout;
}
