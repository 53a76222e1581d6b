using GitLabMcp.GitLabTools.Contract;
using Grpc.Health.V1;

namespace GitLabMcp.Edge.Monitoring;

/// <summary>Asks the other services whether they answer.</summary>
internal sealed class Dependencies(SessionsClient sessions, Health.HealthClient gitlabTools, GitLabToolsClient gitlab, TimeProvider clock)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private volatile Known _last = new(new() { StoreAvailable = true }, ReadAt: null);

    /// <summary>Counts over all replicas. While Sessions cannot be asked, or has never reached the store, they are the last ones that were
    /// seen, so that they do not fall to zero.</summary>
    /// <param name="claimExpirations">Take the expirations that no Edge has counted yet.</param>
    /// <param name="ct">Cancels the question.</param>
    public async Task<(ReportResponse Report, bool IsCurrent)> ReportAsync(bool claimExpirations, CancellationToken ct)
    {
        try
        {
            var report = await sessions.ReportAsync(
                new ReportRequest { ClaimExpirations = claimExpirations },
                deadline: Deadline(),
                cancellationToken: ct
            );
            if (report.StoreAvailable || report.HasReadingAgeSeconds || _last.ReadAt is null)
            {
                _last = new(report, report.StoreAvailable || report.HasReadingAgeSeconds ? clock.GetTimestamp() : null);
            }
            else
            {
                _last = _last with
                {
                    Report = new(_last.Report) { StoreAvailable = false, ClaimedExpirations = 0 },
                };
            }

            return (_last.Report, true);
        }
        catch (RpcException) when (!ct.IsCancellationRequested)
        {
            return (_last.Report, false);
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

    /// <summary>The seconds since the counts were read from the store; null before the first time.</summary>
    public double? ReadingAge() =>
        _last is { ReadAt: { } at, Report: var report } ? clock.GetElapsedTime(at).TotalSeconds + report.ReadingAgeSeconds : null;

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + Timeout;

    /// <param name="ReadAt">When the report came, as a timestamp of the clock; null for a report without a reading.</param>
    private sealed record Known(ReportResponse Report, long? ReadAt);
}
