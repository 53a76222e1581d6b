using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Deploy.Tests.Hosting;

/// <summary>A real proxy and its folder. Both end with the test.</summary>
internal sealed class ProxyProcess(TemporaryFolder folder, ServerProcess process) : IAsyncDisposable
{
    /// <summary>What it logged.</summary>
    public string Output => process.Output;

    /// <summary>Waits until it answers 200 at this path: Caddy listens before it has its certificate.</summary>
    public Task ServesAsync(McpHttp client, string path) =>
        Eventually.TrueAsync(async () =>
        {
            Assert.False(process.HasExited, Output);
            try
            {
                return (await client.GetAsync(path)).Status == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            // nginx ends its worker processes itself, which outlive it when it is killed.
            process.Send(Signal.Terminate);
            await process.ExitAsync(CancellationToken.None);
        }

        await process.DisposeAsync();
        folder.Dispose();
    }
}
