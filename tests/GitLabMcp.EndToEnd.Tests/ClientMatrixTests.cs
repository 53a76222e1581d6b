using System.Text.Json;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Clients as people have them, each over two Edges that take its requests in turns.</summary>
public sealed class ClientMatrixTests(ClientMatrixTests.Replicas replicas) : IClassFixture<ClientMatrixTests.Replicas>
{
    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task The_newer_client_of_the_CSharp_SDK_works(string version) =>
        HoldsFor(version, await ClientProgram.DotnetAsync(replicas.Proxy.Endpoint.ToString(), replicas.Deployment.NewUser(), version));

    [Theory]
    [InlineData("sdk", "default", "2025-11-25")]
    [InlineData("client", "default", "2025-11-25")]
    [InlineData("client", "auto", "2026-07-28")]
    public async Task The_clients_of_npm_work(string package, string mode, string version) =>
        HoldsFor(
            version,
            await ClientProgram.ScriptAsync(package, replicas.Proxy.Endpoint.ToString(), replicas.Deployment.NewUser(), mode)
        );

    [Fact]
    public async Task The_Inspector_finds_no_fault_in_the_list_and_calls()
    {
        string[] server =
        [
            replicas.Proxy.Endpoint.ToString(),
            "--transport",
            "http",
            "--header",
            $"Authorization: Bearer {replicas.Deployment.NewUser()}",
        ];
        string[] call = [.. server, "--method", "tools/call", "--tool-name", "get_project", "--tool-arg"];

        var listed = await ClientProgram.InspectorAsync([.. server, "--method", "tools/list", "--strict"]);
        var called = await ClientProgram.InspectorAsync([.. call, "project_id=group/app"]);
        var refused = await ClientProgram.InspectorAsync([.. call, "project_id=group/none"]);

        Assert.True(listed.Code == 0, listed.Errors);
        Assert.NotEmpty(JsonElement.Parse(listed.Output).GetProperty("tools").EnumerateArray());
        Assert.True(called.Code == 0, called.Errors);
        Assert.Contains("group/app", called.Output, StringComparison.Ordinal);
        Assert.True(JsonElement.Parse(refused.Output).GetProperty("isError").GetBoolean(), refused.Output);
    }

    private void HoldsFor(string version, ClientProgram.Exit exit)
    {
        ClientReport.AssertComplete(version, exit);
        Assert.DoesNotContain(0, replicas.Proxy.Requests);
    }

    public sealed class Replicas : IAsyncLifetime
    {
        public Deployment Deployment { get; private set; } = null!;

        public RoundRobinProxy Proxy { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Deployment = await Deployment.StartAsync(
                new()
                {
                    Edges = 2,
                    SessionsReplicas = 2,
                    Redis = true,
                }
            );
            ClientReport.Prepare(Deployment.GitLab);
            Proxy = await RoundRobinProxy.StartAsync(Deployment.Edges);
        }

        public async ValueTask DisposeAsync()
        {
            await Proxy.DisposeAsync();
            await Deployment.DisposeAsync();
        }
    }
}
