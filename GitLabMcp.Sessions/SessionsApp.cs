using GitLabMcp.ServiceDefaults;
using GitLabMcp.ServiceDefaults.Audit;
using GitLabMcp.ServiceDefaults.Internal;
using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Cancellation;
using GitLabMcp.Sessions.GitLabWaits;
using GitLabMcp.Sessions.Reporting;

namespace GitLabMcp.Sessions;

/// <summary>The service, built but not started.</summary>
public static class SessionsApp
{
    /// <param name="args">The command line, read as settings.</param>
    /// <param name="configure">Runs last before the build; tests set the clock here.</param>
    /// <exception cref="InvalidSettingException">A setting cannot be used.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder(Start.BesideProgram(args));
        builder.Configuration.AddSecretFiles();
        builder.AddServiceDefaults();
        var settings = Settings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(settings.Keys);
        builder.AddSessionStore(settings);
        builder.Services.AddCancellations(settings);
        builder.Services.AddGitLabWaits(settings);
        builder.Services.AddAdmission();
        builder.AddAuditLog();
        builder.Services.AddReporting();
        builder.Services.AddSingleton<GrantsService>();
        builder.Services.AddSingleton<SessionsService>();
        builder.Services.AddInternalGrpc().AddSingleton<TokenTransport>();
        configure(builder);

        var app = builder.Build();
        app.MapGrpcService<SessionsService>();
        app.MapInternalGrpcHealth();
        app.MapHealth();
        app.MapScraping();

        // Its gauges are read before the first sign-in.
        app.Services.GetRequiredService<Instruments>();

        // Listens from the start to what ends at other replicas, and not only from the first call on.
        app.Services.GetRequiredService<EndedSessions>();
        return app;
    }
}
