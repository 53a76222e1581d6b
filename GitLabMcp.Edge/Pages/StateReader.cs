using GitLabMcp.Edge.Monitoring;
using GitLabMcp.ServiceDefaults.Stopping;

namespace GitLabMcp.Edge.Pages;

/// <summary>What the page says of the state of the deployment. It says no more to a stranger than /health and /metrics do: where these
/// have a port of their own (MONITORING_PORT), only whether this server is ready.</summary>
internal sealed class StateReader(Dependencies dependencies, Readiness readiness, EdgeSettings settings)
{
    public async Task<ServerState> ReadAsync(CancellationToken ct)
    {
        var tools = dependencies.GitLabToolsAnswerAsync(ct);
        var gitlab = dependencies.GitLabProblemAsync(ct);
        var (report, sessionsAnswer) = await dependencies.ReportAsync(claimExpirations: false, ct);
        var isReady = readiness.IsServing && await tools && sessionsAnswer;
        var problem = await gitlab;
        if (settings.MonitoringPort is not null)
        {
            return new ServerState(isReady, Figures: null, Parts: []);
        }

        return new ServerState(
            isReady,
            new ServerState.Limits(
                report.ActiveSessions,
                report.MaxSessions,
                report.MaxRequestsPerMinute,
                TimeSpan.FromSeconds(report.SessionTimeoutSeconds)
            ),
            [
                new("Edge", "answers you", IsOk: true),
                new("Sessions", sessionsAnswer ? "answers" : "does not answer", sessionsAnswer),
                !sessionsAnswer ? new("Session store", "not known", IsOk: false)
                : report.StoreAvailable ? new("Session store", "answers", IsOk: true)
                : new("Session store", "does not answer", IsOk: false),
                await tools ? new("GitLabTools", "answers", IsOk: true) : new("GitLabTools", "does not answer", IsOk: false),
                problem is null ? new("GitLab", "no problem known", IsOk: true) : new("GitLab", problem, IsOk: false),
            ]
        );
    }
}

/// <param name="IsReady">As /ready says it.</param>
/// <param name="Figures">Null where monitoring is not for everybody.</param>
internal sealed record ServerState(bool IsReady, ServerState.Limits? Figures, IReadOnlyList<ServerState.Part> Parts)
{
    public sealed record Limits(long Sessions, int MaxSessions, int RequestsPerMinute, TimeSpan SessionTimeout);

    public sealed record Part(string Name, string State, bool IsOk);
}
