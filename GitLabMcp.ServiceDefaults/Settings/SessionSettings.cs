namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>docs/configuration.md, Sessions and limits.</summary>
public static class SessionSettings
{
    [Meaning("after this many seconds without a request, the token of a session is removed; the session stays")]
    public static readonly NumberSetting Timeout = new("SESSION_TIMEOUT_SECONDS", 3600, 1, 86_400);

    // Thirty days at most: times in a rate window are kept modulo 2^32 ms.
    [Meaning("after this many seconds without a request, a session ends")]
    public static readonly NumberSetting Retention = new("SESSION_RETENTION_SECONDS", 86_400, 1, 2_592_000);

    [Meaning("sessions, over all replicas")]
    public static readonly NumberSetting MaxSessions = new("MAX_SESSIONS", 1000, 1, 10_000_000);

    [Meaning("sessions of one user; one more ends the least recently used one of that user")]
    public static readonly NumberSetting MaxSessionsPerPrincipal = new("MAX_SESSIONS_PER_PRINCIPAL", 20, 1, 100_000);

    [Meaning("requests of one session, in any 60 seconds")]
    public static readonly NumberSetting MaxRequestsPerMinute = new("MAX_REQUESTS_PER_MINUTE", 60, 1, 100_000);

    [Meaning("failed authentications of one client address; requests with a good token or session are never refused for it")]
    public static readonly NumberSetting MaxAuthFailuresPerMinute = new("MAX_AUTH_FAILURES_PER_MINUTE", 600, 1, 1_000_000);

    [Meaning("whether a session id alone is refused")]
    public static readonly FlagSetting RequireToken = new("REQUIRE_TOKEN_ON_EVERY_REQUEST", false);

    [Meaning("how many replicas of Sessions share the limits; each serves its share alone while Redis is away")]
    public static readonly NumberSetting Replicas = new("SESSIONS_REPLICAS", 1, 1, 1000);

    [Meaning("the secrets from which all keys are derived, newest first, separated by commas")]
    public static readonly SecretSetting Keys = new("SESSION_KEYS", MinLength: 32);

    [Meaning("the address of Redis", Unset = "state in the memory of one replica", Allowed = "`host:port`, with options")]
    public static readonly SecretSetting Redis = new("ConnectionStrings:redis");

    [Meaning("whether Redis may write to disk")]
    public static readonly FlagSetting AllowPersistentRedis = new("ALLOW_PERSISTENT_REDIS", false);
}
