using System.Diagnostics;
using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Deploy.Tests.Files;

/// <summary>The command by which deploy/compose.yaml checks an Edge, run for real.</summary>
[Collection(WithTwoEdges.Name)]
public sealed class HealthCheckTests(TwoEdges deployment)
{
    [Fact]
    public async Task Succeeds_for_an_Edge_that_serves() => Assert.Equal(0, await CheckAsync(deployment.Edges[0].Port));

    [Fact]
    public async Task Fails_where_nothing_answers() => Assert.Equal(1, await CheckAsync(FreePort.NextLasting()));

    private static async Task<int> CheckAsync(int port)
    {
        string[] command =
        [
            .. ComposeFile
                .Replicated.Service("edge-1")
                .ListAt("healthcheck/test")
                .Skip(1)
                .Select(word => word.GetString()!)
                .Select(word => word.Replace("/app/", AppContext.BaseDirectory, StringComparison.Ordinal))
                .Select(word => word.Replace("localhost:3002", $"127.0.0.1:{port}", StringComparison.Ordinal)),
        ];
        using var check = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        await check.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        return check.ExitCode;
    }
}
