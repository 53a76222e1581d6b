using GitLabMcp.Deploy.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Observability;

/// <summary>How Prometheus scrapes the Edges.</summary>
public enum Scraping
{
    OneEdge,
    EachOfTwo,
    TwoBehindOneAddress,
}

/// <summary>A Prometheus for each way to scrape. They start together, because each takes five seconds until its first scrape.</summary>
public sealed class ScrapedEdges(TwoEdges deployment) : IAsyncLifetime
{
    private PrometheusServer[] _servers = [];
    private SharedAddress? _shared;

    public async ValueTask InitializeAsync()
    {
        if (Programs.Has("prometheus") && Programs.Has("nginx"))
        {
            _shared = await SharedAddress.StartAsync(deployment.Edges);
            _servers = await Task.WhenAll(
                Enum.GetValues<Scraping>()
                    .Select(scraping => PrometheusServer.StartAsync(Targets(scraping), deployment.Internal[0], deployment.Internal[1]))
            );
        }
    }

    /// <summary>Skips the test where Prometheus is missing.</summary>
    internal PrometheusServer Of(Scraping scraping)
    {
        Assert.SkipWhen(_servers.Length == 0, "prometheus or nginx is missing: ./dev setup installs them.");
        return _servers[(int)scraping];
    }

    /// <summary>The Edges that Prometheus reaches.</summary>
    internal static int EdgesOf(Scraping scraping) => scraping == Scraping.OneEdge ? 1 : 2;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        if (_shared is not null)
        {
            await _shared.DisposeAsync();
        }
    }

    private IEnumerable<Uri> Targets(Scraping scraping) =>
        scraping == Scraping.TwoBehindOneAddress ? [_shared!.Address] : deployment.Edges.Take(EdgesOf(scraping));
}
