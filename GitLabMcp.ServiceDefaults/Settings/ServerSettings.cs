namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>docs/configuration.md, How users reach the server.</summary>
public static class ServerSettings
{
    [Meaning("the port of the Edge; `0` takes any free one")]
    public static readonly NumberSetting Port = new("PORT", 3002, 0, 65_535);

    [Meaning("the address that the Edge listens on", Unset = "every address", Allowed = "an IP address or `localhost`")]
    public static readonly OptionalTextSetting Host = new("HOST");

    [Meaning(
        "more host names by which users call the server; requests to others get 403",
        Unset = "`localhost`, IP addresses, this machine's name",
        Allowed = "names, or `*` for any"
    )]
    public static readonly ListSetting AllowedHosts = new("MCP_ALLOWED_HOSTS");

    [Meaning("more origins of web pages; requests from others get 403", Unset = "the server's own", Allowed = "origins")]
    public static readonly ListSetting AllowedOrigins = new("MCP_ALLOWED_ORIGINS");

    [Meaning("the time in seconds that one call may take, including its requests to GitLab")]
    public static readonly NumberSetting CallTimeout = new("CALL_TIMEOUT_SECONDS", 60, 1, 600);

    [Meaning("how many seconds an Edge that was told to stop goes on serving, while `GET /ready` answers 503")]
    public static readonly NumberSetting ShutdownDelay = new("SHUTDOWN_DELAY_SECONDS", 5, 0, 20);

    [Meaning("proxies whose `X-Forwarded-*` headers are used", Unset = "none", Allowed = "IP addresses and networks (CIDR)")]
    public static readonly ListSetting TrustedProxies = new("TRUSTED_PROXIES");

    [Meaning("a port that alone serves `/health`, `/metrics`, `/alive` and `/ready`", Unset = "the main port")]
    public static readonly OptionalNumberSetting MonitoringPort = new("MONITORING_PORT", 1, 65_535);

    [Meaning("whether HTTP is served; only the one-process server runs without it")]
    public static readonly FlagSetting StreamableHttp = new("STREAMABLE_HTTP", false);

    [Meaning("whether each user brings a token in the request")]
    public static readonly FlagSetting RemoteAuthorization = new("REMOTE_AUTHORIZATION", false);

    [Meaning("the token that everybody acts with when `REMOTE_AUTHORIZATION` is false; `HOST` must then be loopback")]
    public static readonly SecretSetting PersonalAccessToken = new("GITLAB_PERSONAL_ACCESS_TOKEN");
}
