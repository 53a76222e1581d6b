using GitLabMcp.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace GitLabMcp.Standalone.Stdio;

/// <summary>What holds when one user's client speaks over standard input and output.</summary>
internal static class StdioRules
{
    /// <summary>The Edge serves one user, whose token it has, and nobody else reaches it.</summary>
    public static readonly string[] EdgeSettings =
    [
        "--STREAMABLE_HTTP=true",
        "--REMOTE_AUTHORIZATION=false",
        "--HOST=127.0.0.1",
        "--GITLAB_MCP_OAUTH=false",
        "--urls=",
    ];

    /// <exception cref="InvalidSettingException">The settings fit HTTP only, or the token is missing.</exception>
    public static void Check(SettingsReader settings)
    {
        if (settings.Flag(ServerSettings.RemoteAuthorization))
        {
            throw new InvalidSettingException(
                "REMOTE_AUTHORIZATION=true requires STREAMABLE_HTTP=true\nSet STREAMABLE_HTTP=true to enable remote authorization"
            );
        }

        if (!settings.IsGiven(ServerSettings.PersonalAccessToken))
        {
            throw new InvalidSettingException(
                "GITLAB_PERSONAL_ACCESS_TOKEN is missing: give the token that this server acts with over stdio. To serve many users over "
                    + "HTTP, set STREAMABLE_HTTP=true and REMOTE_AUTHORIZATION=true."
            );
        }
    }

    /// <summary>Standard output belongs to the protocol. No address is listened on, whatever ASP.NET Core says.</summary>
    public static void LogToStandardError(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<ConsoleLoggerOptions>(static options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
    }
}
