using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.Sessions.Contract;
using Grpc.Core;
using GitLabToolsClient = GitLabMcp.GitLabTools.Contract.GitLabTools.GitLabToolsClient;
using SessionsClient = GitLabMcp.Sessions.Contract.Sessions.SessionsClient;

namespace GitLabMcp.Edge.Monitoring;

/// <summary>Asks the other services how they are.</summary>
internal sealed class Dependencies(SessionsClient sessions, GitLabToolsClient gitlab)
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
            await gitlab.ListToolsAsync(
                new ListToolsRequest { Selection = new ToolSelection { ReadOnly = true } },
                deadline: Deadline(),
                cancellationToken: ct
            );
            return true;
        }
        catch (RpcException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + Timeout;
}
