using GitLabMcp.Edge.Admission;
using GitLabMcp.Edge.Monitoring;
using GitLabMcp.Edge.OAuth;
using GitLabMcp.Edge.Relay;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.ServiceDefaults.Stopping;

namespace GitLabMcp.Edge;

/// <summary>The service, built but not started: what users reach, over MCP and HTTP.</summary>
public static class EdgeApp
{
    /// <param name="args">The command line, read as settings.</param>
    /// <param name="configure">Runs last before the build; tests set the clock here.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Configuration.AddSecretFiles();
        var settings = EdgeSettings.Read(builder.Configuration);
        StartRules.Check(settings);

        builder.AddServiceDefaults();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new ShutdownDelay(settings.ShutdownDelay));
        builder.AddListening(settings);
        builder.AddAdmission(settings);
        builder.AddRelay();
        builder.AddOAuth(settings.OAuth);
        builder.AddMonitoring();
        configure(builder);

        var app = builder.Build();
        app.UseHttpRules();
        app.MapMcpEndpoint();
        app.MapOAuth(settings.OAuth);
        app.MapMonitoring();
        app.MapServerIcon();
        app.MapGet(
            "/",
            () =>
                Results.Text(
                    "GitLabMcp: an MCP server for GitLab. "
                        + (
                            settings.OAuth.Mode == OAuthMode.Off
                                ? "Point your MCP client at /mcp and send your GitLab token as Authorization: Bearer.\n"
                                : "Point your MCP client at /mcp: it signs you in with GitLab.\n"
                        )
                )
        );
        app.LogWhatIsOpen(settings);
        return app;
    }
}
