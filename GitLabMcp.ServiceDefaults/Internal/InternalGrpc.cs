using GitLabMcp.ServiceDefaults.Internal.Replicas;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.ServiceDiscovery;

namespace GitLabMcp.ServiceDefaults.Internal;

/// <summary>gRPC between the services of one deployment. <see cref="InternalCredential"/> guards each call, service discovery
/// finds the addresses, and each call goes to a replica that serves.</summary>
public static class InternalGrpc
{
    /// <summary>Serves gRPC that answers only callers with the internal credential.</summary>
    public static IServiceCollection AddInternalGrpc(this IServiceCollection services)
    {
        services.AddSingleton<InternalCredential>().AddSingleton<InternalCredential.Guard>();
        services.AddHostedService<CheckAtStart>();
        services.AddGrpc(options => options.Interceptors.Add<InternalCredential.Guard>());
        services.AddSingleton<Impairment>().AddSingleton<HealthService>();
        return services;
    }

    /// <summary>gRPC's health protocol, by which callers learn that a replica serves, and that it stops.</summary>
    public static void MapInternalGrpcHealth(this IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<HealthService>();

    /// <summary>A client for a service. All clients of one service share its connections.</summary>
    /// <param name="services">Gets the client.</param>
    /// <param name="address">The logical address, <c>http://_grpc.sessions</c> for the endpoint `grpc` of `sessions`.</param>
    /// <param name="create">Makes the client.</param>
    public static void AddInternalGrpcClient<TClient>(this IServiceCollection services, string address, Func<CallInvoker, TClient> create)
        where TClient : ClientBase
    {
        services.TryAddSingleton<InternalCredential>();
        services.TryAddSingleton<InternalCredential.Sender>();
        services.AddHostedService<CheckAtStart>();
        services.AddHostedService(provider => new CallsAtTheEnd(
            provider.GetRequiredKeyedService<ServiceHandler>(address),
            provider.GetRequiredService<IHostApplicationLifetime>()
        ));
        services.TryAddKeyedSingleton(
            address,
            (provider, _) =>
                new ReplicaSet(
                    new AddressResolver(provider.GetRequiredService<ServiceEndpointResolver>(), address),
                    provider.GetRequiredService<InternalCredential.Sender>(),
                    provider.GetRequiredService<ILogger<ReplicaSet>>()
                )
        );
        services.TryAddKeyedSingleton<ServiceHandler>(
            address,
            (provider, _) => new ReplicaHandler(provider.GetRequiredKeyedService<ReplicaSet>(address))
        );
        services.TryAddKeyedSingleton(
            address,
            (provider, _) =>
                // The handler puts the address of a replica in place of this one.
                OpenChannel(new Uri("http://replica"), provider.GetRequiredKeyedService<ServiceHandler>(address))
        );
        services.AddSingleton(provider =>
            create(
                provider.GetRequiredKeyedService<GrpcChannel>(address).Intercept(provider.GetRequiredService<InternalCredential.Sender>())
            )
        );
    }

    /// <summary>The service runs in this process, so calls to it need no network. To be called after the registrations of its
    /// clients.</summary>
    /// <param name="services">Has the clients.</param>
    /// <param name="address">As in <see cref="AddInternalGrpcClient"/>.</param>
    /// <param name="server">Sends requests into the pipeline of the service.</param>
    public static void ReachInProcess(this IServiceCollection services, string address, Func<HttpMessageHandler> server) =>
        services.AddKeyedSingleton<ServiceHandler>(address, (_, _) => new InProcessHandler(server()));

    /// <summary>A channel that sends with this handler. Given the handler itself, the channel would put its own balancer before it, which
    /// takes a lock for each call.</summary>
    internal static GrpcChannel OpenChannel(Uri address, HttpMessageHandler handler) =>
        GrpcChannel.ForAddress(
            address,
            new GrpcChannelOptions
            {
                HttpClient = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan },
                DisposeHttpClient = true,
            }
        );

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
