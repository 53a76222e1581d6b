using System.Globalization;
using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Observability;

/// <summary>Two Edges whose metrics are read through one address, without Prometheus in between.</summary>
[Collection(WithTwoEdges.Name)]
public sealed class SharedAddressTests(TwoEdges deployment)
{
    /// <summary>.NET itself declares the length of this queue as a counter.</summary>
    private const string NoCount = "dotnet_thread_pool_queue_length";

    [Fact]
    public async Task No_count_jumps_back_behind_one_address()
    {
        Assert.SkipUnless(Programs.Has("nginx"), "nginx is missing: ./dev setup installs it.");
        await using var shared = await SharedAddress.StartAsync(deployment.Edges);
        using var scraper = new McpHttp(shared.Address) { Accept = "text/plain;version=0.0.4" };
        using var user = deployment.NewClient(deployment.Edges[0]);
        var highest = new Dictionary<string, double>();
        for (var scrape = 0; scrape < 6; scrape++)
        {
            // One of the Edges has much more to count than the other.
            await user.ListToolsAsync();
            foreach (var (series, count) in Counts((await scraper.GetAsync("/metrics")).Text))
            {
                Assert.True(
                    count >= highest.GetValueOrDefault(series),
                    $"{series} fell from {highest.GetValueOrDefault(series)} to {count}."
                );
                highest[series] = count;
            }
        }

        Assert.Equal(2, highest.Keys.Count(series => series.StartsWith("gitlab_mcp_requests_total", StringComparison.Ordinal)));
    }

    /// <summary>The samples of all counters and histograms, by their series: name and labels.</summary>
    private static IEnumerable<(string Series, double Count)> Counts(string text)
    {
        var isCount = false;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                isCount =
                    (line.EndsWith(" counter", StringComparison.Ordinal) || line.EndsWith(" histogram", StringComparison.Ordinal))
                    && !line.Contains(NoCount, StringComparison.Ordinal);
            }
            else if (line[0] != '#' && isCount)
            {
                // `http_requests_total{label="a b"} 5`
                var end = line.LastIndexOf(' ');
                yield return (line[..end], double.Parse(line[(end + 1)..], CultureInfo.InvariantCulture));
            }
        }
    }
}
