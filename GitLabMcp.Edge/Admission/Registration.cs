using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.Internal;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Edge.Admission;

internal static class Registration
{
    public static void AddAdmission(this WebApplicationBuilder builder, EdgeSettings settings)
    {
        builder.Services.AddInternalGrpcClient("http://_grpc.sessions", static invoker => new SessionsClient(invoker));
        builder.Services.AddMetrics();
        builder
            .Services.AddSingleton<TokenTransport>()
            .AddSingleton(new Credentials(settings))
            .AddSingleton(new GitLabInstances(new SettingsReader(builder.Configuration)))
            .AddSingleton(new CallTimeout(settings))
            .AddSingleton(BodyBudget.OfProcess())
            .AddSingleton<Counters>()
            .AddSingleton<Challenge>()
            .AddSingleton<CallerReader>()
            .AddSingleton<GrantRefreshes>()
            .AddSingleton<SessionsGateway>()
            .AddSingleton<FailedAttempts>()
            .AddSingleton<AdmissionMiddleware>()
            .AddSingleton<SessionEnd>()
            .AddScoped<CallState>()
            .AddScoped(services => services.GetRequiredService<CallState>().Context);
    }
}
