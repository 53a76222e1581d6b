using System.Diagnostics.Metrics;
using System.Net;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Tests.Hosting;
using GitLabMcp.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace GitLabMcp.Sessions.Tests;

/// <summary>What Prometheus is told of the sessions.</summary>
public sealed class MetricsTests
{
    private const string Token = "glpat-alice-0000000000000001";

    [Fact]
    public async Task Keeps_the_last_counts_while_Redis_is_away_and_says_how_old_they_are()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await SessionsHost.StartAsync(
            "--SESSION_KEYS=a-secret-of-the-test-that-is-long-enough",
            $"--ConnectionStrings:redis={redis.ConnectionString}",
            "--Logging:LogLevel:Default=None"
        );
        await host.AskAsync(null, Token, RequestKind.Initialize);
        var before = await ReportAsync(host);
        await redis.KillAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(7));

        var after = await ReportAsync(host);

        Assert.Equal((true, 1, 1, 0), (before.StoreAvailable, before.ActiveSessions, before.TotalSessions, before.ReadingAgeSeconds));
        Assert.Equal((false, 1, 1, 7), (after.StoreAvailable, after.ActiveSessions, after.TotalSessions, after.ReadingAgeSeconds));
        using var measured = new Measured(host.Services.GetRequiredService<IMeterFactory>());
        string[] gauges =
        [
            "gitlab_mcp.store.up 0",
            "gitlab_mcp.store.sessions{gitlab_mcp.session.state=with_token} 1",
            "gitlab_mcp.store.sessions{gitlab_mcp.session.state=without_token} 0",
            "gitlab_mcp.store.reading.age 7",
        ];
        Assert.Empty(gauges.Except(measured.Lines()));
    }

    [Fact]
    public async Task Measures_each_operation_of_Redis_by_its_script()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var host = await SessionsHost.StartAsync(
            "--SESSION_KEYS=a-secret-of-the-test-that-is-long-enough",
            $"--ConnectionStrings:redis={redis.ConnectionString}"
        );
        using var measured = new Measured(host.Services.GetRequiredService<IMeterFactory>());
        await host.AskAsync(null, Token, RequestKind.Initialize);

        Assert.Contains(
            "db.client.operation.duration{db.system.name=redis,db.operation.name=EVALSHA,db.stored_procedure.name=create}",
            measured.Lines()
        );
        Assert.Contains("gitlab_mcp.store.up 1", measured.Lines());
    }

    [Fact]
    public async Task Is_scraped_on_the_port_for_health_and_not_on_that_for_gRPC()
    {
        await using var host = await SessionsHost.StartAsync();
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        using var client = new HttpClient();

        using var onGrpc = await GetAsync(client, addresses[0], HttpVersion.Version20);
        using var onHealth = await GetAsync(client, addresses[1], HttpVersion.Version11);

        Assert.Equal(HttpStatusCode.NotFound, onGrpc.StatusCode);
        Assert.Equal(HttpStatusCode.OK, onHealth.StatusCode);
        var text = await onHealth.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("# TYPE gitlab_mcp_store_up gauge\n", text, StringComparison.Ordinal);
        Assert.Contains("dotnet_", text, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string address, Version version) =>
        client.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address), "/metrics"))
            {
                Version = version,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            },
            TestContext.Current.CancellationToken
        );

    private static async Task<ReportResponse> ReportAsync(SessionsHost host) => await host.Client.ReportAsync(new(), SessionsHost.As(null));
}
