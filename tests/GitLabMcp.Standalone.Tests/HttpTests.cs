using System.Net;
using System.Net.Http.Json;
using GitLabMcp.Standalone.Tests.Hosting;
using GitLabMcp.Testing;
using ModelContextProtocol.Client;

namespace GitLabMcp.Standalone.Tests;

/// <summary>The built program as a small team's server: many users over HTTP, sessions in memory.</summary>
public sealed class HttpTests(HttpTests.TeamServer server) : IClassFixture<HttpTests.TeamServer>
{
    [Fact]
    public async Task Each_user_is_served_as_that_user()
    {
        await using var alice = await server.ConnectAsync(World.Alice);
        await using var bob = await server.ConnectAsync(World.Bob);

        Assert.Equal(["alice", "bob"], [await Running.UserAsync(alice), await Running.UserAsync(bob)]);
        Assert.NotEqual(alice.SessionId, bob.SessionId);
    }

    [Fact]
    public async Task A_request_without_a_token_is_refused()
    {
        using var response = await server.Http.PostAsJsonAsync(
            "/mcp",
            new
            {
                jsonrpc = "2.0",
                id = 1,
                method = "tools/list",
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Its_health_covers_the_services_inside()
    {
        var health = await server.Http.GetStringAsync("/health", TestContext.Current.CancellationToken);

        Assert.Contains("\"status\":\"healthy\"", health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_opens_one_port_and_ends_when_it_is_told_to()
    {
        await using var world = new World();
        await world.InitializeAsync();
        var other = await TeamServer.StartAsync(world);

        Assert.Equal([other.Http.BaseAddress!.Port], ListeningPorts.Of(other.Process.Id));
        other.Process.Send(Signal.Terminate);
        Assert.Equal(0, await other.Process.ExitAsync(TestContext.Current.CancellationToken));
        await other.DisposeAsync();
    }

    public sealed class TeamServer : IAsyncLifetime
    {
        private readonly World _world = new();
        private Running? _running;

        public HttpClient Http => _running!.Http;

        public Task<McpClient> ConnectAsync(string token) => _running!.ConnectAsync(token);

        public static async Task<Running> StartAsync(World world)
        {
            var port = FreePort.NextLasting();
            var running = new Running(ServerProcess.StartService("GitLabMcp.Standalone", [world.Address, .. Running.OfTeam(port)]), port);
            await running.ReadyAsync();
            return running;
        }

        public async ValueTask InitializeAsync()
        {
            await _world.InitializeAsync();
            _running = await StartAsync(_world);
        }

        public async ValueTask DisposeAsync()
        {
            await _running!.DisposeAsync();
            await _world.DisposeAsync();
        }
    }
}
