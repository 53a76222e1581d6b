using Grpc.Core;
using Grpc.Net.Client;

namespace GitLabMcp.ServiceDefaults.Internal;

/// <summary>gRPC between the services of one deployment. <see cref="InternalCredential"/> guards each call, service discovery
/// finds the addresses, and each client has a small pool of connections.</summary>
public static class InternalGrpc
{
    /// <summary>Serves gRPC that answers only callers with the internal credential.</summary>
    public static IServiceCollection AddInternalGrpc(this IServiceCollection services)
    {
        services.AddSingleton<InternalCredential>().AddSingleton<InternalCredential.Guard>();
        services.AddHostedService<CheckAtStart>();
        services.AddGrpc(options => options.Interceptors.Add<InternalCredential.Guard>());
        return services;
    }

    /// <summary>A client for a service by its logical address, <c>http://_grpc.sessions</c> for the endpoint `grpc` of
    /// `sessions`.</summary>
    public static IHttpClientBuilder AddInternalGrpcClient<TClient>(this IServiceCollection services, string address)
        where TClient : ClientBase
    {
        services.AddSingleton<InternalCredential>().AddSingleton<InternalCredential.Sender>();
        services.AddHostedService<CheckAtStart>();
        var client = services.AddGrpcClient<TClient>(options => options.Address = new Uri(address));
        client.AddServiceDiscovery();

        // The logging handlers would run for each call, although their log lines are switched off.
        client.RemoveAllLoggers();
        return client
            .AddInterceptor<InternalCredential.Sender>(Grpc.Net.ClientFactory.InterceptorScope.Channel)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new ConnectionPool(
                    size: 4,
                    () =>
                        new SocketsHttpHandler
                        {
                            // Connections are renewed, so that a replica that starts later gets its share of the calls.
                            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                            EnableMultipleHttp2Connections = true,
                            ConnectTimeout = TimeSpan.FromSeconds(2),
                            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
                            KeepAlivePingTimeout = TimeSpan.FromSeconds(5),
                            UseProxy = false,
                            UseCookies = false,
                            AllowAutoRedirect = false,
                        }
                )
            );
    }

    /// <summary>Creates the credential when the service starts, so that a missing one stops the start and does not fail the first
    /// call.</summary>
    private sealed class CheckAtStart(InternalCredential credential) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(credential);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
