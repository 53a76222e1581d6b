using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GitLabMcp.ServiceDefaults.Internal;

/// <summary>gRPC between the services of one deployment: guarded by <see cref="InternalCredential"/>, found by service
/// discovery, over a small pool of connections.</summary>
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

    /// <summary>A client for a service by its logical address, <c>http://_grpc.sessions</c> for the endpoint `grpc` of `sessions`.</summary>
    public static IHttpClientBuilder AddInternalGrpcClient<TClient>(this IServiceCollection services, string address)
        where TClient : ClientBase
    {
        services.AddSingleton<InternalCredential>().AddSingleton<InternalCredential.Sender>();
        services.AddHostedService<CheckAtStart>();
        var client = services.AddGrpcClient<TClient>(options => options.Address = new Uri(address));
        client.AddServiceDiscovery();

        // Several handlers per call less: the lines they write are off anyway, and no service of ours redirects.
        client.RemoveAllLoggers();
        return client
            .AddInterceptor<InternalCredential.Sender>(Grpc.Net.ClientFactory.InterceptorScope.Channel)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new ConnectionPool(
                    size: 4,
                    () =>
                        new SocketsHttpHandler
                        {
                            // Renewed, so that a replica that came later gets its share.
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

    /// <summary>A missing credential stops the start, not the first call.</summary>
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
