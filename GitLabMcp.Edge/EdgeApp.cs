using GitLabMcp.Edge.Admission;
using GitLabMcp.Edge.Monitoring;
using GitLabMcp.Edge.OAuth;
using GitLabMcp.Edge.Pages;
using GitLabMcp.Edge.Relay;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.ServiceDefaults.Internal;
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
        builder.Configuration.AddServiceAddresses();
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
        builder.AddPages();
        configure(builder);

        var app = builder.Build();
        app.UseHttpRules();
        app.MapMonitoring();
        app.MapMcpEndpoint();
        app.MapOAuth(settings);
        app.MapServerIcon();
        app.MapPages(settings);
        app.LogWhatIsOpen(settings);
        return app;
    }
}
