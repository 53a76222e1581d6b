namespace GitLabMcp.Sessions.Reporting;

internal static class Registration
{
    public static void AddReporting(this IServiceCollection services)
    {
        services.AddSingleton<Counters>();
        services.AddSingleton<Reports>();
        services.AddSingleton<Instruments>();
        services.AddSingleton<SessionAudit>();
        services.AddHostedService<Housekeeping>();
    }
}
