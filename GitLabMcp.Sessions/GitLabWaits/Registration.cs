namespace GitLabMcp.Sessions.GitLabWaits;

internal static class Registration
{
    public static void AddGitLabWaits(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<RunningWaits>();
        if (settings.SharesStore)
        {
            services.AddSingleton<WaitReports, RedisWaitReports>().AddHostedService<WaitLoading>();
        }
        else
        {
            services.AddSingleton<WaitReports>();
        }
    }
}
