namespace GitLabMcp.Sessions.Admission;

internal static class Registration
{
    public static void AddAdmission(this IServiceCollection services)
    {
        services.AddSingleton<Identities>();
        services.AddSingleton<SessionIds>();
        services.AddSingleton<SealedTokens>();
        services.AddSingleton(static provider => new EndedSessions(provider.GetService<IConnectionMultiplexer>()));
        services.AddSingleton(provider =>
        {
            var settings = provider.GetRequiredService<Settings>();
            var clock = provider.GetRequiredService<TimeProvider>();
            return new OutageFallback(
                Over(provider, provider.GetRequiredService<ISessionStore>(), settings, StoreRole.Own),
                () => Over(provider, new MemorySessionStore(settings.LocalShare(), clock), settings.LocalShare(), StoreRole.LocalFallback),
                clock,
                provider.GetRequiredService<ILogger<OutageFallback>>()
            );
        });
    }

    private static SessionAdmission Over(IServiceProvider provider, ISessionStore store, Settings settings, StoreRole role) =>
        ActivatorUtilities.CreateInstance<SessionAdmission>(provider, store, settings, role);
}
