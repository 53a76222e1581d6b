using GitLabMcp.Deploy.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Observability;

/// <summary>A Prometheus that scrapes one Edge, and another that scrapes two. They start together, because each takes five seconds until
/// its first scrape.</summary>
public sealed class ScrapedEdges(TwoEdges deployment) : IAsyncLifetime
{
    private PrometheusServer[] _servers = [];

    public async ValueTask InitializeAsync()
    {
        if (Programs.Has("prometheus"))
        {
            _servers = await Task.WhenAll(
                PrometheusServer.StartAsync(deployment.Edges.Take(1), deployment.Internal[0], deployment.Internal[1]),
                PrometheusServer.StartAsync(deployment.Edges, deployment.Internal[0], deployment.Internal[1])
            );
        }
    }

    /// <summary>Skips the test where Prometheus is missing.</summary>
    internal PrometheusServer Of(int edges)
    {
        Assert.SkipWhen(_servers.Length == 0, "prometheus is missing: ./dev setup installs it.");
        return _servers[edges - 1];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }
}
