namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>docs/configuration.md, GitLab.</summary>
public static class GitLabSettings
{
    [Meaning("the GitLab: the address of its API, or of its web site", Allowed = "an address")]
    public static readonly TextSetting ApiUrl = new("GITLAB_API_URL", "https://gitlab.com/api/v4");

    [Meaning("whether the header `X-GitLab-API-URL` may choose another GitLab; needs `GITLAB_ALLOWED_HOSTS`")]
    public static readonly FlagSetting DynamicApiUrl = new("ENABLE_DYNAMIC_API_URL", false);

    [Meaning(
        "the GitLabs that the header may choose; the scheme is https unless `http://` stands before the host",
        Unset = "none",
        Allowed = "`host` or `host:port`"
    )]
    public static readonly ListSetting AllowedHosts = new("GITLAB_ALLOWED_HOSTS");

    [Meaning("what a token must match completely", Unset = "every token")]
    public static readonly PatternSetting TokenPattern = new("GITLAB_TOKEN_PATTERN");

    [Meaning("whether GitLab is asked once who owns a new token")]
    public static readonly FlagSetting VerifyTokens = new("GITLAB_VERIFY_TOKENS", true);

    [Meaning("the proxy for a GitLab at an `http://` address", Unset = "none", Allowed = "the address of a proxy")]
    public static readonly SecretSetting HttpProxy = new("HTTP_PROXY");

    [Meaning("the proxy for a GitLab at an `https://` address", Unset = "none", Allowed = "the address of a proxy")]
    public static readonly SecretSetting HttpsProxy = new("HTTPS_PROXY");

    [Meaning(
        "GitLabs that are called without the proxy",
        Unset = "none",
        Allowed = "hosts (with all hosts below them), `host:port`, or `*`"
    )]
    public static readonly ListSetting NoProxy = new("NO_PROXY");

    [Meaning("certificate authorities to trust, besides those of the system", Unset = "none", Allowed = "the path of a PEM file")]
    public static readonly OptionalTextSetting CaCertPath = new("GITLAB_CA_CERT_PATH");
}
