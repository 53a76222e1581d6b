namespace GitLabMcp.Sessions.Admission;

internal static class Registration
{
    public static void AddAdmission(this IServiceCollection services)
    {
        services.AddSingleton<Identities>();
        services.AddSingleton<SessionIds>();
        services.AddSingleton<SealedTokens>();
        services.AddSingleton<GrantHandles>();
        services.AddSingleton(static provider =>
            ActivatorUtilities.CreateInstance<Grants>(
                provider,
                new Action<StoreUnavailableException>(cause => provider.GetRequiredService<Outage>().Begin(cause))
            )
        );
        services.AddSingleton(static provider => new EndedSessions(provider.GetService<IConnectionMultiplexer>()));
        services.AddSingleton(static provider =>
            Over(provider, provider.GetRequiredService<ISessionStore>(), provider.GetRequiredService<Settings>(), StoreRole.Own)
        );
        services.AddSingleton<CarryOver>();
        services.AddSingleton(static provider => ActivatorUtilities.CreateInstance<Outage>(provider, () => NewLocal(provider)));
        services.AddSingleton<OutageFallback>();
    }

    private static LocalFallback NewLocal(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<Settings>().LocalShare();
        var store = new MemorySessionStore(settings, provider.GetRequiredService<TimeProvider>());
        return new(Over(provider, store, settings, StoreRole.LocalFallback), store);
    }

    private static SessionAdmission Over(IServiceProvider provider, ISessionStore store, Settings settings, StoreRole role) =>
        ActivatorUtilities.CreateInstance<SessionAdmission>(provider, store, settings, role);
}
