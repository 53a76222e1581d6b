using GitLabMcp.ServiceDefaults.Stopping;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GitLabMcp.Edge.Monitoring;

/// <summary>GET /ready: this process can serve, because the services behind it answer and it is warm. How full the deployment is does
/// not matter. Rules: docs/behaviour.md, Probes.</summary>
internal sealed class ReadyEndpoint(Dependencies dependencies, WarmUp warmUp, Readiness readiness)
{
    /// <summary>GET /alive: the process is up.</summary>
    public static IResult Alive => Say("alive", StatusCodes.Status200OK);

    public async Task<IResult> GetAsync(CancellationToken ct)
    {
        if (!readiness.IsServing)
        {
            return Say("stopping", StatusCodes.Status503ServiceUnavailable);
        }

        var tools = dependencies.GitLabToolsAnswerAsync(ct);
        var (_, sessionsAnswer) = await dependencies.ReportAsync(claimExpirations: false, ct);
        var isReady = await tools && sessionsAnswer;
        if (isReady)
        {
            await warmUp.DoneAsync(ct);
        }

        return isReady ? Say("ready", StatusCodes.Status200OK) : Say("starting", StatusCodes.Status503ServiceUnavailable);
    }

    private static JsonHttpResult<State> Say(string status, int code) =>
        TypedResults.Json(new State(status), MonitoringJson.Default.State, statusCode: code);

    internal sealed record State(string Status);
}
