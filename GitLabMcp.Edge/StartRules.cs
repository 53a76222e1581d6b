using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Edge;

/// <summary>Combinations of settings that stop the start or that write a log line: docs/behaviour.md, Settings.</summary>
internal static partial class StartRules
{
    public static void Check(EdgeSettings settings)
    {
        if (settings.RemoteAuthorization && !settings.StreamableHttp)
        {
            throw new InvalidSettingException(
                "REMOTE_AUTHORIZATION=true requires STREAMABLE_HTTP=true\nSet STREAMABLE_HTTP=true to enable remote authorization"
            );
        }

        if (!settings.StreamableHttp)
        {
            throw new InvalidSettingException(
                "STREAMABLE_HTTP is not true, which asks for stdio, and this service serves HTTP only: "
                    + "set STREAMABLE_HTTP=true and REMOTE_AUTHORIZATION=true."
            );
        }

        if (settings.RemoteAuthorization)
        {
            return;
        }

        if (settings.OAuth.Mode != OAuthMode.Off)
        {
            throw new InvalidSettingException(
                "GITLAB_MCP_OAUTH requires REMOTE_AUTHORIZATION=true: otherwise everybody acts with GITLAB_PERSONAL_ACCESS_TOKEN."
            );
        }

        if (settings.PersonalAccessToken is null)
        {
            throw new InvalidSettingException(
                "REMOTE_AUTHORIZATION is not true and GITLAB_PERSONAL_ACCESS_TOKEN is missing: "
                    + "set REMOTE_AUTHORIZATION=true to take each user's token from the request, or give the one user's token."
            );
        }

        if (Listening.Hosts(settings).FirstOrDefault(host => !Listening.IsLoopback(host)) is { } open)
        {
            throw new InvalidSettingException(
                $"HOST={open} would let anybody who reaches it act with GITLAB_PERSONAL_ACCESS_TOKEN: "
                    + "set HOST=127.0.0.1, or REMOTE_AUTHORIZATION=true."
            );
        }
    }

    public static void LogWhatIsOpen(this WebApplication app, EdgeSettings settings)
    {
        if (Listening.Hosts(settings).All(Listening.IsLoopback))
        {
            return;
        }

        if (settings.AllowedHosts.Count == 0)
        {
            Log.NoAllowedHosts(app.Logger);
        }

        if (!settings.RequireTokenOnEveryRequest)
        {
            Log.IdsAreEnough(app.Logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information,
            "Other machines can reach this server by address only: set MCP_ALLOWED_HOSTS to the host names that users call it by."
        )]
        public static partial void NoAllowedHosts(ILogger logger);

        [LoggerMessage(
            LogLevel.Warning,
            "A session id alone is enough to act as its user (REQUIRE_TOKEN_ON_EVERY_REQUEST is false): "
                + "serve TLS in front, or set REQUIRE_TOKEN_ON_EVERY_REQUEST=true."
        )]
        public static partial void IdsAreEnough(ILogger logger);
    }
}
