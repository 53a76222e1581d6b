using GitLabMcp.ServiceDefaults;

namespace GitLabMcp.Edge;

/// <summary>The service, built but not started.</summary>
public static class EdgeApp
{
    /// <param name="args">The command line, read as settings.</param>
    /// <param name="configure">Runs last before the build; tests set the clock here.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder> configure)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddServiceDefaults();
        configure(builder);

        var app = builder.Build();
        app.MapHealth();
        return app;
    }
}
