using GitLabMcp.Sessions.Store.Redis;

namespace GitLabMcp.Sessions.Store;

internal static class Registration
{
    public static void AddSessionStore(this WebApplicationBuilder builder, Settings settings)
    {
        if (settings.SharesStore)
        {
            builder.AddRedis(settings);
        }
        else
        {
            builder.Services.AddSingleton<ISessionStore, MemorySessionStore>();
            builder.Services.AddSingleton<IGrantStore, MemoryGrantStore>();
        }
    }

    private static void AddRedis(this WebApplicationBuilder builder, Settings settings)
    {
        builder.AddRedisClient(
            Settings.Redis,
            client =>
            {
                // The service serves without Redis, so its health does not depend on it; its spans are ours (RedisScripts).
                client.DisableHealthChecks = true;
                client.DisableTracing = true;
            },
            options =>
            {
                options.AbortOnConnectFail = false;
                // Servers that are managed by others may deny ECHO, and the client pings as well without it.
                options.CommandMap = CommandMap.Create(["ECHO"], available: false);

                // Lets the check at the start ask CONFIG GET.
                options.AllowAdmin = true;
                options.BacklogPolicy = BacklogPolicy.FailFast;
                options.ConnectTimeout = 2000;
                options.ReconnectRetryPolicy = new LinearRetry(500);
            }
        );
        builder.Services.AddSingleton<RedisDurations>();
        builder.Services.AddSingleton(static provider => new RedisScripts(
            provider.GetRequiredService<IConnectionMultiplexer>(),
            provider.GetRequiredService<RedisDurations>(),
            provider.GetRequiredService<TimeProvider>(),
            now: null
        ));
        builder.Services.AddSingleton<RedisCheck>();
        builder.Services.AddHostedService<RedisStart>();
        builder.Services.AddSingleton<ISessionStore>(provider => new RedisSessionStore(
            provider.GetRequiredService<RedisScripts>(),
            settings,
            RedisIndex.UsualInterval(settings)
        ));
        builder.Services.AddSingleton<IGrantStore, RedisGrantStore>();
    }
}
