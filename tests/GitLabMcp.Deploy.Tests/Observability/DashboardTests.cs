using System.Text.Json;
using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Observability;

/// <summary>The dashboard and the rules against a real Prometheus that scrapes one Edge, two, or two behind one address, while users
/// send requests.</summary>
[Collection(WithTwoEdges.Name)]
public sealed class DashboardTests(ScrapedEdges scraped, TwoEdges deployment) : IClassFixture<ScrapedEdges>
{
    private const string Job = "gitlab-mcp-edge";

    /// <summary>What only a server with GITLAB_MCP_OAUTH=true counts.</summary>
    private const string SignIns = "gitlab_mcp_sign_ins";

    private static int _addresses;

    private static readonly JsonElement Dashboard = JsonElement.Parse(
        RepositoryFiles.Read("deploy/observability/gitlab-mcp.dashboard.json")
    );

    private static readonly JsonElement Rules = Yaml.Read(RepositoryFiles.Read("deploy/observability/gitlab-mcp.rules.yaml"));

    [Theory]
    [InlineData(Scraping.OneEdge)]
    [InlineData(Scraping.EachOfTwo)]
    [InlineData(Scraping.TwoBehindOneAddress)]
    public async Task Every_query_has_data_and_every_rule_is_evaluated(Scraping scraping)
    {
        var prometheus = scraped.Of(scraping);
        await UntilCountedAsync(prometheus, ScrapedEdges.EdgesOf(scraping));

        foreach (var query in Queries().Where(query => !query.Contains(SignIns, StringComparison.Ordinal)))
        {
            Assert.True((await prometheus.QueryAsync(query)).Count > 0, $"{query} has no data.");
        }

        foreach (var query in Queries().Where(query => query.Contains(SignIns, StringComparison.Ordinal)))
        {
            Assert.Empty(await prometheus.QueryAsync(query));
        }

        foreach (var rule in Rules.ListAt("groups").SelectMany(group => group.ListAt("rules")))
        {
            var values = await prometheus.QueryAsync(rule.TextAt("expr")!);
            var isOfTools = rule.TextAt("record")?.StartsWith("job_tool:", StringComparison.Ordinal) == true;
            Assert.True(
                rule.TextAt("record") is null || (isOfTools ? values.Count > 0 : values.Count == 1),
                $"{rule.TextAt("record")} has {values.Count} series."
            );
        }

        Assert.All(await prometheus.RulesAsync(), rule => Assert.Equal(("ok", null), (rule.TextAt("health"), rule.TextAt("lastError"))));
    }

    [Theory]
    [InlineData(Scraping.OneEdge)]
    [InlineData(Scraping.EachOfTwo)]
    [InlineData(Scraping.TwoBehindOneAddress)]
    public async Task Counters_add_up_over_the_Edges_and_gauges_do_not(Scraping scraping)
    {
        var (prometheus, edges) = (scraped.Of(scraping), ScrapedEdges.EdgesOf(scraping));
        await SendAsync(edges, deployment.NewUser());
        var counted = (await deployment.RequestsAsync()).Take(edges).Sum();
        using var edge = new McpHttp(deployment.Edges[0]);
        var sessions = (await edge.GetAsync("/metrics.json")).Json.GetProperty("activeSessions").GetInt64();

        // Nobody else sends requests meanwhile, so the counters stand still. Behind one address each scrape reaches another Edge.
        await Eventually.TrueAsync(async () =>
            (await prometheus.QueryAsync("sum(last_over_time(gitlab_mcp_requests_total[1m]))")) is [var sum] && sum == counted
        );
        await Eventually.TrueAsync(async () =>
            (await prometheus.QueryAsync("max(gitlab_mcp_sessions_active)")) is [var max] && max == sessions
        );
        Assert.Equal([0.0], await prometheus.QueryAsync("sum(resets(gitlab_mcp_requests_total[5m]))"));
        Assert.Equal([0.0], await prometheus.QueryAsync("sum(resets(mcp_server_operation_duration_seconds_count[5m]))"));
        var targets = scraping == Scraping.TwoBehindOneAddress ? 1 : edges;
        Assert.Equal([targets], await prometheus.QueryAsync($"sum(up{{job=\"{Job}\"}})"));
    }

    [Fact]
    public void Every_panel_says_what_it_shows_and_asks_the_chosen_data_source() =>
        Assert.All(
            Dashboard.ListAt("panels"),
            panel =>
            {
                Assert.NotEmpty(panel.TextAt("title")!);
                Assert.NotEmpty(panel.TextAt("description")!);
                Assert.NotEmpty(panel.ListAt("targets"));
                Assert.All(panel.ListAt("targets"), target => Assert.Equal("${datasource}", target.TextAt("datasource/uid")));
            }
        );

    /// <summary>Every metric of the three services is on the dashboard, except for those of the runtime.</summary>
    [Fact]
    public async Task No_metric_is_left_out()
    {
        await SendAsync(edges: 1, deployment.NewUser());
        foreach (var address in deployment.Internal.Prepend(deployment.Edges[0]))
        {
            using var service = new McpHttp(address) { Accept = "text/plain;version=0.0.4" };
            var metrics = (await service.GetAsync("/metrics"))
                .Text.Split('\n')
                .Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[2])
                .Where(metric => !metric.StartsWith("dotnet_", StringComparison.Ordinal))
                .ToList();
            Assert.NotEmpty(metrics);
            Assert.All(metrics, metric => Assert.Contains(Queries(), query => query.Contains(metric, StringComparison.Ordinal)));
        }
    }

    private static IEnumerable<string> Queries() =>
        Dashboard
            .ListAt("panels")
            .SelectMany(panel => panel.ListAt("targets"))
            .Select(target => target.TextAt("expr")!)
            .Select(query =>
                query.Replace("$job", Job, StringComparison.Ordinal).Replace("$__rate_interval", "1m", StringComparison.Ordinal)
            );

    /// <summary>Sends requests until Prometheus has seen each kind grow.</summary>
    private Task UntilCountedAsync(PrometheusServer prometheus, int edges)
    {
        var token = deployment.NewUser();
        return Eventually.TrueAsync(async () =>
        {
            await SendAsync(edges, token);
            foreach (
                var counter in (string[])
                    ["gitlab_mcp_requests", "gitlab_mcp_sessions", "gitlab_mcp_auth_failures", "gitlab_mcp_rejected_rate_limit"]
            )
            {
                var rates = await prometheus.QueryAsync($"rate({counter}_total[1m])");
                if (rates.Count != edges || rates.Sum() == 0)
                {
                    return false;
                }
            }

            foreach (
                var recorded in (string[])
                    ["job:gitlab_mcp_rejected:ratio5m", "job:mcp_server_operation_errors:ratio5m", "job:gitlab_mcp_gitlab_errors:ratio5m"]
            )
            {
                if ((await prometheus.QueryAsync(recorded)).Count != 1)
                {
                    return false;
                }
            }

            // A new series has a rate from its second scrape on.
            foreach (var query in Queries().Where(query => !query.Contains(SignIns, StringComparison.Ordinal)))
            {
                if ((await prometheus.QueryAsync(query)).Count == 0)
                {
                    return false;
                }
            }

            return true;
        });
    }

    /// <summary>To each Edge calls of one user, a failed authentication of a new address, and one of an address that is over the limit
    /// already.</summary>
    private async Task SendAsync(int edges, string token)
    {
        foreach (var address in deployment.Edges.Take(edges))
        {
            using var user = new McpHttp(address) { Token = token };
            await user.StartSessionAsync();
            await user.ListToolsAsync();
            await user.CallToolAsync("get_project", """{"project_id":"group/app"}""");
            await user.CallToolAsync("no_such_tool", "{}");
            var number = Interlocked.Increment(ref _addresses);
            using var stranger = new McpHttp(address) { Headers = { ["X-Forwarded-For"] = $"198.51.{number / 250 % 250}.{number % 250}" } };
            await stranger.ListToolsAsync();
            using var insistent = new McpHttp(address) { Headers = { ["X-Forwarded-For"] = "203.0.113.77" } };
            for (var i = 0; i <= TwoEdges.MaxFailures; i++)
            {
                await insistent.ListToolsAsync();
            }
        }
    }
}
