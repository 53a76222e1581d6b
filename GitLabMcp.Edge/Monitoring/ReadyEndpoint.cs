namespace GitLabMcp.Edge.Monitoring;

/// <summary>GET /ready: this process can serve, because the services behind it answer and it is warm. How full the deployment is does
/// not matter. Rules: docs/behaviour.md, Probes.</summary>
internal sealed class ReadyEndpoint(Dependencies dependencies, WarmUp warmUp)
{
    public async Task<IResult> GetAsync(CancellationToken ct)
    {
        var tools = dependencies.GitLabToolsAnswerAsync(ct);
        var (_, sessionsAnswer) = await dependencies.ReportAsync(claimExpirations: false, ct);
        var isReady = await tools && sessionsAnswer;
        if (isReady)
        {
            await warmUp.DoneAsync(ct);
        }

        return TypedResults.Json(
            new State(isReady ? "ready" : "starting"),
            MonitoringJson.Default.State,
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    internal sealed record State(string Status);
}
