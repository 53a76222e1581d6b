using System.Text.Json.Serialization;
using GitLabMcp.ServiceDefaults;

namespace GitLabMcp.Edge.Monitoring;

/// <summary>GET /health tells whether the deployment works and how full it is: docs/behaviour.md, Health.</summary>
internal sealed class HealthEndpoint(Dependencies dependencies, Uptime uptime)
{
    /// <summary>Of MAX_SESSIONS: live tokens from here on mean degraded.</summary>
    private const double NearCapacity = 0.95;

    public async Task<IResult> GetAsync(CancellationToken ct)
    {
        var tools = dependencies.GitLabToolsAnswerAsync(ct);
        var gitlab = dependencies.GitLabProblemAsync(ct);
        var (report, sessionsAnswer) = await dependencies.ReportAsync(claimExpirations: false, ct);
        var checks = new Dictionary<string, string>();
        if (!sessionsAnswer)
        {
            checks["sessions"] = "unreachable";
        }

        // Only Sessions talks to Redis, so the state of Redis is unknown while Sessions does not answer.
        checks["redis"] =
            !sessionsAnswer ? "unknown"
            : report.StoreAvailable ? "ok"
            : "unreachable";
        checks["gitlabTools"] = await tools ? "ok" : "unreachable";
        var isDown = checks.Values.Any(state => state != "ok");
        var isFull = report.MaxSessions > 0 && report.AuthenticatedSessions >= report.MaxSessions * NearCapacity;
        var body = new Health(
            isDown || isFull ? "degraded" : "healthy",
            report.ActiveSessions,
            report.MaxSessions,
            uptime.Seconds,
            report.AuthenticatedSessions,
            ProductVersion.Text,
            isDown ? checks : null,
            await gitlab is { } problem ? new GitLabState(Reachable: false, problem) : null
        );
        return TypedResults.Json(
            body,
            MonitoringJson.Default.Health,
            statusCode: isDown || isFull ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK
        );
    }

    internal sealed record Health(
        string Status,
        long ActiveSessions,
        int MaxSessions,
        double Uptime,
        long AuthenticatedSessions,
        string Version,
        Dictionary<string, string>? Checks,
        [property: JsonPropertyName("gitlab")] GitLabState? GitLab
    );

    internal sealed record GitLabState(bool Reachable, string Reason);
}
