using System.Net;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.ServiceDefaults.Internal;
using GitLabMcp.ServiceDefaults.Internal.Replicas;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GitLabMcp.Edge.Tests.Replicas;

/// <summary>A connection through a balancer is made anew from time to time, while calls choose it.</summary>
public sealed class RenewalTests
{
    [Fact]
    public async Task A_call_that_chose_a_connection_just_before_its_renewal_is_still_answered()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var server = await StartAsync(ct);
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var sender = new InternalCredential.Sender(server.Services.GetRequiredService<InternalCredential>());
        await using var replica = new Replica(
            new ReplicaAddress(new Uri(address), Ip: null, Number: 1),
            sender,
            TimeSpan.FromMilliseconds(20),
            NullLogger.Instance
        );
        var chosen = replica.Connection;
        while (replica.Connection == chosen)
        {
            await Task.Yield();
        }

        var answer = await chosen.Health.CheckAsync(new HealthCheckRequest(), cancellationToken: ct);

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
    }

    private static async Task<WebApplication> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("INTERNAL_CREDENTIAL", new string('i', 32))]);
        builder.AddServiceDefaults();
        builder.Services.AddInternalGrpc();
        builder.WebHost.ConfigureKestrel(options =>
            options.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2)
        );
        var app = builder.Build();
        app.MapInternalGrpcHealth();
        await app.StartAsync(ct);
        return app;
    }
}
