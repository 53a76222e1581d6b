using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.AppHost;

/// <summary>The operator's settings (docs/configuration.md), and which service gets which. What a service reads and does not get here, it
/// gets in AppHost.cs by a line of its own.</summary>
internal sealed class Settings
{
    public static readonly Setting[] OfEdge =
    [
        GitLabSettings.ApiUrl,
        GitLabSettings.DynamicApiUrl,
        GitLabSettings.AllowedHosts,
        GitLabSettings.TokenPattern,
        SessionSettings.RequireToken,
        ServerSettings.AllowedHosts,
        ServerSettings.AllowedOrigins,
        ServerSettings.TrustedProxies,
        ServerSettings.CallTimeout,
        ServerSettings.ShutdownDelay,
        SignInSettings.Mode,
        SignInSettings.ServerUrl,
        SignInSettings.AppId,
        SignInSettings.Scopes,
        SignInSettings.AllowedRedirectUris,
        SignInSettings.AllowedGroups,
        SignInSettings.RegistrationsPerHour,
    ];

    public static readonly Setting[] OfSessions =
    [
        SessionSettings.Timeout,
        SessionSettings.Retention,
        SessionSettings.MaxSessions,
        SessionSettings.MaxSessionsPerPrincipal,
        SessionSettings.MaxRequestsPerMinute,
        SessionSettings.MaxAuthFailuresPerMinute,
        GitLabSettings.VerifyTokens,
        SessionSettings.RequireToken,
        SessionSettings.AllowPersistentRedis,
        RecordSettings.AuditLog,
    ];

    public static readonly Setting[] OfGitLabTools =
    [
        GitLabSettings.ApiUrl,
        GitLabSettings.DynamicApiUrl,
        GitLabSettings.AllowedHosts,
        GitLabSettings.HttpProxy,
        GitLabSettings.HttpsProxy,
        GitLabSettings.NoProxy,
        GitLabSettings.CaCertPath,
        ToolSettings.ReadOnlyMode,
        ToolSettings.PermissionMode,
        ToolSettings.UseWiki,
        ToolSettings.UseMilestone,
        ToolSettings.UsePipeline,
        ToolSettings.Toolsets,
        ToolSettings.Tools,
        ToolSettings.DeniedTools,
        ToolSettings.AllowedProjectIds,
        ToolSettings.ProjectId,
        ToolSettings.ConfirmDestructive,
        SignInSettings.Mode,
        SignInSettings.AppId,
        RecordSettings.AuditLog,
    ];

    private readonly SettingsReader _read;

    /// <exception cref="InvalidSettingException">A setting of the AppHost's own cannot be used.</exception>
    public Settings(IConfiguration configuration)
    {
        _read = new(configuration);

        // Users have to know the port, so it cannot be any free one.
        Port = _read.Number(ServerSettings.Port with { Min = 1 });
        DemoPort = _read.Number(AppHostSettings.DemoPort);
        MonitoringPort = _read.Number(ServerSettings.MonitoringPort);
        EdgeReplicas = _read.Number(AppHostSettings.EdgeReplicas);
        SessionsReplicas = _read.Number(AppHostSettings.SessionsReplicas);
        GitLabToolsReplicas = _read.Number(AppHostSettings.GitLabToolsReplicas);
        IsDemo = _read.Flag(AppHostSettings.Demo);
        SignsIn = _read.Choice(SignInSettings.Mode) == "true";
        if (SignsIn && Given(SignInSettings.AppSecret) is null)
        {
            throw new InvalidSettingException(
                "GITLAB_MCP_OAUTH=true requires GITLAB_OAUTH_APP_SECRET: give the secret of the GitLab application GITLAB_OAUTH_APP_ID."
            );
        }
    }

    public int Port { get; }

    /// <summary>Null when monitoring is served on the main port.</summary>
    public int? MonitoringPort { get; }

    public int EdgeReplicas { get; }

    public int SessionsReplicas { get; }

    public int GitLabToolsReplicas { get; }

    /// <summary>Run with the fake GitLab and its small world.</summary>
    public bool IsDemo { get; }

    public int DemoPort { get; }

    /// <summary>This server signs users in to GitLab, which the Edge needs SESSION_KEYS for.</summary>
    public bool SignsIn { get; }

    /// <summary>The setting's text as the operator wrote it; null when absent or empty.</summary>
    public string? Given(Setting setting) => _read.Given(setting);
}
