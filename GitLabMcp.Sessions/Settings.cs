using System.Diagnostics;
using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Sessions.Contract;
using Microsoft.Extensions.Configuration;

namespace GitLabMcp.Sessions;

/// <summary>The limits and times of sessions, by the flat names of <c>docs/configuration.md</c>.</summary>
internal sealed record Settings
{
    /// <summary>A token is removed this long after the last request that reached its session.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>A session ends this long after the last request that reached it.</summary>
    public required TimeSpan Retention { get; init; }

    public required int MaxSessions { get; init; }

    public required int MaxRequestsPerMinute { get; init; }

    public required int MaxSessionsPerPrincipal { get; init; }

    public required int MaxAuthFailuresPerMinute { get; init; }

    /// <summary>A token is checked with GitLab before it takes a slot.</summary>
    public required bool VerifyTokens { get; init; }

    /// <summary>An id alone is worth nothing.</summary>
    public required bool RequireToken { get; init; }

    /// <summary>How many replicas share the limits; each serves its share alone while Redis is away.</summary>
    public required int Replicas { get; init; }

    public static Settings Read(IConfiguration configuration)
    {
        var read = new SettingsReader(configuration);
        return new()
        {
            Timeout = read.Seconds("SESSION_TIMEOUT_SECONDS", 3600, 1, 86_400),
            // Thirty days at most: times in a rate window are kept modulo 2^32 ms.
            Retention = read.Seconds("SESSION_RETENTION_SECONDS", 86_400, 1, 2_592_000),
            MaxSessions = read.Number("MAX_SESSIONS", 1000, 1, 10_000_000),
            MaxRequestsPerMinute = read.Number("MAX_REQUESTS_PER_MINUTE", 60, 1, 100_000),
            MaxSessionsPerPrincipal = read.Number("MAX_SESSIONS_PER_PRINCIPAL", 20, 1, 100_000),
            MaxAuthFailuresPerMinute = read.Number("MAX_AUTH_FAILURES_PER_MINUTE", 600, 1, 1_000_000),
            VerifyTokens = read.Flag("GITLAB_VERIFY_TOKENS", true),
            RequireToken = read.Flag("REQUIRE_TOKEN_ON_EVERY_REQUEST", false),
            Replicas = read.Number("SESSIONS_REPLICAS", 1, 1, 1000),
        };
    }

    /// <summary>The limit that is reached when a request is refused for this reason; zero for reasons without one.</summary>
    public int LimitOf(RefusalReason reason) =>
        reason switch
        {
            RefusalReason.RateLimited => MaxRequestsPerMinute,
            RefusalReason.Capacity => MaxSessions,
            RefusalReason.AuthFailures => MaxAuthFailuresPerMinute,
            RefusalReason.MissingToken
            or RefusalReason.MalformedToken
            or RefusalReason.RejectedToken
            or RefusalReason.SessionNotFound
            or RefusalReason.Unverifiable
            or RefusalReason.StoreUnavailable => 0,
            _ => throw new UnreachableException($"{reason} is no reason to refuse a request."),
        };

    /// <summary>What one replica grants by itself while the shared store is away.</summary>
    public Settings LocalShare() =>
        this with
        {
            MaxSessions = Math.Max(1, MaxSessions / Replicas),
            MaxRequestsPerMinute = Math.Max(1, MaxRequestsPerMinute / Replicas),
            MaxAuthFailuresPerMinute = Math.Max(1, MaxAuthFailuresPerMinute / Replicas),
        };
}
