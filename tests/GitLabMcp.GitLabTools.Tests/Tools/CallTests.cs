using Grpc.Core;

namespace GitLabMcp.GitLabTools.Tests;

public sealed class CallTests
{
    [Theory]
    [InlineData("""{"project_id":1}""", "/api/v4/projects/1")]
    [InlineData("""{"project_id":"1"}""", "/api/v4/projects/1")]
    [InlineData("""{"project_id":"group/app"}""", "/api/v4/projects/group%2Fapp")]
    [InlineData("""{"project_id":"group%2Fapp"}""", "/api/v4/projects/group%2Fapp")]
    public async Task Reads_a_project_by_number_or_path(string arguments, string path)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains("\"path_with_namespace\":\"group/app\"", await host.CallAsync("get_project", arguments), StringComparison.Ordinal);
        var request = Assert.Single(host.GitLab.Requests);
        Assert.Equal(("GET", path, "alice"), (request.Method, request.Path, request.User));
    }

    /// <summary>The internal ports need the internal credential (docs/reliability.md, S18).</summary>
    [Fact]
    public async Task Answers_nobody_without_the_internal_credential()
    {
        await using var host = await ToolsHost.StartAsync();
        foreach (
            var call in (Func<Task>[])
                [
                    async () => await host.Stranger.ListToolsAsync(new()),
                    async () => await host.Stranger.CallToolAsync(new() { Name = "get_project" }, ToolsHost.As(ToolsHost.Alice)),
                    async () => await host.Stranger.IdentifyAsync(new(), ToolsHost.As(ToolsHost.Alice)),
                ]
        )
        {
            Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(call)).StatusCode);
        }

        Assert.Empty(host.GitLab.Requests);
    }
}
