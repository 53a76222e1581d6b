using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Sessions.Cancellation;
using GitLabMcp.Sessions.Keys;
using GitLabMcp.Sessions.Store.Redis;
using StackExchange.Redis;

namespace GitLabMcp.Sessions.Store;

internal static class Registration
{
    /// <summary>The connection name the AppHost gives.</summary>
    private const string Connection = "redis";

    /// <summary>Redis when a connection named `redis` is configured, this process's memory otherwise.</summary>
    public static void AddSessionStore(this WebApplicationBuilder builder)
    {
        var settings = Settings.Read(builder.Configuration);
        var shared = !string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString(Connection));
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<CancellationSubscribers>();
        builder.Services.AddSingleton(KeyRing.Read(new SettingsReader(builder.Configuration), shared));
        if (shared)
        {
            builder.AddRedis();
        }
        else if (settings.Replicas > 1)
        {
            throw new InvalidSettingException(
                $"SESSIONS_REPLICAS={settings.Replicas} needs a shared store: set ConnectionStrings__{Connection} to the address of Redis, or run one replica."
            );
        }
        else
        {
            builder.Services.AddSingleton<ISessionStore, MemorySessionStore>();
            builder.Services.AddSingleton<ICancellations, LocalCancellations>();
        }
    }

    private static void AddRedis(this WebApplicationBuilder builder)
    {
        builder.AddRedisClient(
            Connection,
            settings =>
            {
                // The service serves without Redis, so its health does not hang on it; its spans are ours (RedisScripts).
                settings.DisableHealthChecks = true;
                settings.DisableTracing = true;
            },
            options =>
            {
                options.AbortOnConnectFail = false;
                options.BacklogPolicy = BacklogPolicy.FailFast;
                options.ConnectTimeout = 2000;
                options.ReconnectRetryPolicy = new LinearRetry(500);
            }
        );
        builder.Services.AddSingleton<ICancellations, RedisCancellations>();
        builder.Services.AddSingleton(static provider => new RedisScripts(
            provider.GetRequiredService<IConnectionMultiplexer>(),
            provider.GetRequiredService<TimeProvider>(),
            now: null
        ));
        builder.Services.AddSingleton<ISessionStore>(static provider =>
        {
            var settings = provider.GetRequiredService<Settings>();
            return new RedisSessionStore(provider.GetRequiredService<RedisScripts>(), settings, RedisIndex.UsualInterval(settings));
        });
    }
}
