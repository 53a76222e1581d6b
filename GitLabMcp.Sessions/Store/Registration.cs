using GitLabMcp.ServiceDefaults.Settings;
using GitLabMcp.Sessions.Keys;

namespace GitLabMcp.Sessions.Store;

internal static class Registration
{
    /// <summary>Redis when a connection named `redis` is configured, this process's memory otherwise.</summary>
    public static void AddSessionStore(this WebApplicationBuilder builder)
    {
        var settings = Settings.Read(builder.Configuration);
        var shared = !string.IsNullOrWhiteSpace(builder.Configuration.GetConnectionString("redis"));
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(KeyRing.Read(new SettingsReader(builder.Configuration), shared));
        if (!shared && settings.Replicas > 1)
        {
            throw new InvalidSettingException($"SESSIONS_REPLICAS={settings.Replicas} needs a shared store: set ConnectionStrings__redis to the address of Redis, or run one replica.");
        }

        builder.Services.AddSingleton<ISessionStore, MemorySessionStore>();
    }
}
