using System.Globalization;

namespace GitLabMcp.AppHost;

/// <summary>The operator's settings (docs/configuration.md), and which service uses which.</summary>
internal sealed class Settings(IConfiguration configuration)
{
    public static readonly string[] OfEdge =
    [
        "GITLAB_API_URL",
        "ENABLE_DYNAMIC_API_URL",
        "GITLAB_ALLOWED_HOSTS",
        "GITLAB_TOKEN_PATTERN",
        "REQUIRE_TOKEN_ON_EVERY_REQUEST",
        "MCP_ALLOWED_HOSTS",
        "MCP_ALLOWED_ORIGINS",
        "TRUSTED_PROXIES",
        "CALL_TIMEOUT_SECONDS",
        "SHUTDOWN_DELAY_SECONDS",
        "GITLAB_MCP_OAUTH",
        "MCP_SERVER_URL",
        "GITLAB_OAUTH_APP_ID",
        "GITLAB_OAUTH_SCOPES",
        "GITLAB_OAUTH_ALLOWED_REDIRECT_URIS",
        "GITLAB_OAUTH_ALLOWED_GROUPS",
        "OAUTH_REGISTER_RATE_LIMIT_PER_HOUR",
    ];

    public static readonly string[] OfSessions =
    [
        "SESSION_TIMEOUT_SECONDS",
        "SESSION_RETENTION_SECONDS",
        "MAX_SESSIONS",
        "MAX_SESSIONS_PER_PRINCIPAL",
        "MAX_REQUESTS_PER_MINUTE",
        "MAX_AUTH_FAILURES_PER_MINUTE",
        "GITLAB_VERIFY_TOKENS",
        "REQUIRE_TOKEN_ON_EVERY_REQUEST",
        "ALLOW_PERSISTENT_REDIS",
        "AUDIT_LOG",
    ];

    public static readonly string[] OfGitLabTools =
    [
        "GITLAB_API_URL",
        "ENABLE_DYNAMIC_API_URL",
        "GITLAB_ALLOWED_HOSTS",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "NO_PROXY",
        "GITLAB_CA_CERT_PATH",
        "GITLAB_READ_ONLY_MODE",
        "GITLAB_PERMISSION_MODE",
        "USE_GITLAB_WIKI",
        "USE_MILESTONE",
        "USE_PIPELINE",
        "GITLAB_TOOLSETS",
        "GITLAB_TOOLS",
        "GITLAB_DENIED_TOOLS_REGEX",
        "GITLAB_ALLOWED_PROJECT_IDS",
        "GITLAB_PROJECT_ID",
        "GITLAB_CONFIRM_DESTRUCTIVE",
        "GITLAB_MCP_OAUTH",
        "GITLAB_OAUTH_APP_ID",
        "AUDIT_LOG",
    ];

    /// <summary>Run with the fake GitLab and its small world.</summary>
    public bool IsDemo => string.Equals(Text("DEMO"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>This server signs users in to GitLab, which the Edge needs SESSION_KEYS for.</summary>
    public bool SignsIn => string.Equals(Text("GITLAB_MCP_OAUTH"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first setting of the AppHost's own that cannot be used, as a sentence; null when all can.</summary>
    public string? Problem() =>
        OutOfRange("PORT", 65535)
        ?? OutOfRange("DEMO_PORT", 65535)
        ?? OutOfRange("MONITORING_PORT", 65535)
        ?? OutOfRange("EDGE_REPLICAS", 16)
        ?? OutOfRange("SESSIONS_REPLICAS", 16)
        ?? OutOfRange("GITLAB_TOOLS_REPLICAS", 16)
        ?? (
            SignsIn && Text("GITLAB_OAUTH_APP_SECRET") is null
                ? "GITLAB_MCP_OAUTH=true requires GITLAB_OAUTH_APP_SECRET: give the secret of the GitLab application GITLAB_OAUTH_APP_ID."
                : null
        );

    public int Number(string name, int @default) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : @default;

    /// <summary>The setting's text; null when absent or empty.</summary>
    public string? Text(string name) => configuration[name]?.Trim() is { Length: > 0 } text ? text : null;

    private string? OutOfRange(string name, int max) =>
        Text(name) is not { } text
        || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max)
            ? null
            : $"{name}={text} is not valid: expected a whole number from 1 to {max}.";
}
