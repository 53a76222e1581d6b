namespace GitLabMcp.Sessions.Cancellation;

internal static class Registration
{
    public static void AddCancellations(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<CancellationSubscribers>();
        if (settings.SharesStore)
        {
            services.AddSingleton<ICancellations, RedisCancellations>();
        }
        else
        {
            services.AddSingleton<ICancellations, LocalCancellations>();
        }
    }
}
