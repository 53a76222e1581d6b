namespace GitLabMcp.Edge.Monitoring;

/// <summary>GET /ready: this process can serve. It is not asked how full it is, only whether the services behind it
/// answer and the path to them has been walked once.</summary>
internal sealed class ReadyEndpoint(Dependencies dependencies, WarmUp warmUp)
{
    public async Task<IResult> GetAsync(CancellationToken ct)
    {
        var tools = dependencies.GitLabToolsAnswerAsync(ct);
        var (_, sessionsAnswer) = await dependencies.ReportAsync(claimExpirations: false, ct);
        var isReady = await tools && sessionsAnswer && await warmUp.IsDoneAsync(ct);
        return TypedResults.Json(
            new State(isReady ? "ready" : "starting"),
            MonitoringJson.Default.State,
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    internal sealed record State(string Status);
}
