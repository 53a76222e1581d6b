using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.Testing;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>The rules of docs/behaviour.md, Health and Metrics.</summary>
public sealed partial class MonitoringTests
{
    private const string Prometheus =
        "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,"
        + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    [Fact]
    public async Task Health_tells_how_full_the_deployment_is()
    {
        await using var deployment = await Deployment.StartAsync(new() { Settings = ["--MAX_SESSIONS=20"] });
        using var client = deployment.Client(deployment.NewUser());
        await client.StartSessionAsync();
        deployment.Time.Advance(TimeSpan.FromSeconds(5));

        var health = await client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, health.Status);
        Assert.Equal(
            """{"status":"healthy","activeSessions":1,"maxSessions":20,"uptime":5,"authenticatedSessions":1,"version":"VERSION"}""".Replace(
                "VERSION",
                ProductVersion.Text,
                StringComparison.Ordinal
            ),
            health.Text
        );
    }

    [Fact]
    public async Task Health_is_degraded_near_capacity_while_ready_is_not()
    {
        await using var deployment = await Deployment.StartAsync(new() { Settings = ["--MAX_SESSIONS=2"] });
        using var client = deployment.Client(deployment.NewUser());
        await client.StartSessionAsync();
        await client.StartSessionAsync();

        var health = await client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.Status);
        Assert.Equal("degraded", health.Json.GetProperty("status").GetString());
        Assert.False(health.Json.TryGetProperty("checks", out _));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/alive")).Status);
    }

    [Fact]
    public async Task Health_names_the_dependency_that_is_down()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser());
        await deployment.StopGitLabToolsAsync();

        var health = await client.GetAsync("/health");
        var ready = await client.GetAsync("/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.Status);
        Assert.Equal("unreachable", health.Json.GetProperty("checks").GetProperty("gitlabTools").GetString());
        Assert.Equal("ok", health.Json.GetProperty("checks").GetProperty("redis").GetString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
    }

    [Fact]
    public async Task Health_names_an_address_that_is_no_GitLab()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(token: null);
        Assert.False((await client.GetAsync("/health")).Json.TryGetProperty("gitlab", out _));
        deployment.GitLab.On("GET", "/api/v4/metadata").Answer(404, "<html>nothing here</html>");
        await deployment.ReplaceGitLabToolsAsync();

        // The start does not wait for GitLab's answer.
        JsonElement gitlab;
        while (!(await client.GetAsync("/health")).Json.TryGetProperty("gitlab", out gitlab))
        {
            await Task.Yield();
        }

        Assert.Equal("""{"reachable":false,"reason":"no GitLab API answers there (404)"}""", gitlab.GetRawText());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health")).Status);
    }

    [Fact]
    public async Task Ready_warms_the_path_without_taking_a_session()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(token: null);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/ready")).Status);
        var metrics = (await client.GetAsync("/metrics.json")).Json;
        Assert.Equal(0, metrics.GetProperty("totalSessions").GetInt32());
        Assert.Equal(0, metrics.GetProperty("requestsProcessed").GetInt32());
        Assert.Equal(0, metrics.GetProperty("authFailures").GetInt32());
    }

    [Fact]
    public async Task Metrics_are_the_JSON_of_the_contract_for_everybody_but_Prometheus()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser(), accept: "application/json, text/plain, */*");
        await client.ListToolsAsync();

        var answer = await client.GetAsync("/metrics");

        Assert.Equal("application/json", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Equal("Accept", answer.Header("Vary"));
        string[] names =
        [
            "activeSessions",
            "totalSessions",
            "expiredSessions",
            "authFailures",
            "requestsProcessed",
            "rejectedByRateLimit",
            "rejectedByCapacity",
            "authenticatedSessions",
            "uptime",
            "memoryUsage",
            "config",
        ];
        Assert.Equal(names, answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            ["rss", "heapTotal", "heapUsed", "external"],
            answer.Json.GetProperty("memoryUsage").EnumerateObject().Select(member => member.Name)
        );
        Assert.Equal(
            """{"maxSessions":1000,"maxRequestsPerMinute":60,"sessionTimeoutSeconds":3600,"remoteAuthEnabled":true}""",
            answer.Json.GetProperty("config").GetRawText()
        );
    }

    [Fact]
    public async Task Metrics_are_text_for_Prometheus()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(deployment.NewUser(), accept: Prometheus);
        await client.ListToolsAsync();
        using var classic = deployment.Client(token: null, accept: "text/plain;version=0.0.4;q=1,*/*;q=0.1");

        var open = await client.GetAsync("/metrics");
        var plain = await classic.GetAsync("/metrics");
        var fixedForm = await deployment.Client(token: null, accept: "application/json").GetAsync("/metrics/prometheus");

        Assert.Equal("application/openmetrics-text", open.ContentHeaders.ContentType?.MediaType);
        Assert.EndsWith("# EOF\n", open.Text, StringComparison.Ordinal);
        var id = InstanceOf(plain.Text);
        Assert.Contains(
            $"\n# TYPE gitlab_mcp_requests counter\ngitlab_mcp_requests_total{{service_instance_id=\"{id}\"}} 1\n",
            "\n" + open.Text,
            StringComparison.Ordinal
        );
        Assert.Equal("Accept", plain.Header("Vary"));
        foreach (var text in new[] { plain, fixedForm })
        {
            Assert.Equal("text/plain", text.ContentHeaders.ContentType?.MediaType);
            string[] samples =
            [
                "gitlab_mcp_requests_total{service_instance_id=\"ID\"} 1",
                "gitlab_mcp_sessions_total{service_instance_id=\"ID\"} 1",
                "gitlab_mcp_sessions_expired_total{service_instance_id=\"ID\"} 0",
                "gitlab_mcp_auth_failures_total{service_instance_id=\"ID\"} 0",
                "gitlab_mcp_rejected_rate_limit_total{service_instance_id=\"ID\"} 0",
                "gitlab_mcp_rejected_capacity_total{service_instance_id=\"ID\"} 0",
                "gitlab_mcp_sessions_active 1",
                "gitlab_mcp_sessions_authenticated 1",
                "gitlab_mcp_sessions_age_seconds 0",
            ];
            var written = text.Text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();
            Assert.Equal(samples.Select(sample => sample.Replace("ID", id, StringComparison.Ordinal)), written.Take(samples.Length));

            // The instruments of the process follow, and nothing comes twice.
            var families = text.Text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).ToList();
            Assert.Contains(families, family => family.StartsWith("# TYPE dotnet_", StringComparison.Ordinal));
            Assert.Distinct(families.Select(family => family.Split(' ')[2]));
        }
    }

    [Fact]
    public async Task Metrics_count_over_all_replicas_and_the_counters_of_all_Edges_add_up_to_them()
    {
        await using var deployment = await Deployment.StartAsync(
            new() { Edges = 2, Settings = ["--SESSION_TIMEOUT_SECONDS=30", "--MAX_REQUESTS_PER_MINUTE=3"] }
        );
        var token = deployment.NewUser();
        for (var i = 0; i < 5; i++)
        {
            using var client = deployment.Client(token, edge: i % 2);
            await client.ListToolsAsync();
            using var nobody = deployment.Client(token: null, edge: i % 2);
            await nobody.ListToolsAsync();
        }

        deployment.Time.Advance(TimeSpan.FromSeconds(31));
        using var reader = deployment.Client(token: null);
        var expected = new Dictionary<string, string>
        {
            ["requestsProcessed"] = "gitlab_mcp_requests_total",
            ["totalSessions"] = "gitlab_mcp_sessions_total",
            ["expiredSessions"] = "gitlab_mcp_sessions_expired_total",
            ["authFailures"] = "gitlab_mcp_auth_failures_total",
            ["rejectedByRateLimit"] = "gitlab_mcp_rejected_rate_limit_total",
        };

        var json = (await reader.GetAsync("/metrics.json")).Json;
        var samples = new[] { await SamplesAsync(deployment, 0), await SamplesAsync(deployment, 1) };

        Assert.Equal(3, json.GetProperty("requestsProcessed").GetInt32());
        Assert.Equal(2, json.GetProperty("rejectedByRateLimit").GetInt32());
        Assert.Equal(1, json.GetProperty("expiredSessions").GetInt32());
        foreach (var (name, sample) in expected)
        {
            Assert.Equal((name, json.GetProperty(name).GetInt64()), (name, samples.Sum(edge => edge[sample])));
        }
    }

    [Fact]
    public async Task What_one_Edge_counts_is_never_taken_for_what_another_one_counts()
    {
        await using var deployment = await Deployment.StartAsync(new() { Edges = 2 });
        using var client = deployment.Client(deployment.NewUser());
        await client.ListToolsAsync();

        var first = Series(await TextAsync(deployment, 0));
        var second = Series(await TextAsync(deployment, 1));

        string[] shared = ["gitlab_mcp_sessions_active", "gitlab_mcp_sessions_authenticated", "gitlab_mcp_sessions_age_seconds"];
        Assert.Equal(shared, first.Intersect(second));
        Assert.NotEmpty(first.Except(second));
    }

    [Fact]
    public async Task Monitoring_moves_to_its_own_port()
    {
        var port = FreePort.Next();
        await using var deployment = await Deployment.StartAsync(new() { EdgeSettings = [$"--MONITORING_PORT={port}"] });
        using var main = deployment.Client(deployment.NewUser());
        using var monitoring = new McpHttp(new Uri($"http://127.0.0.1:{port}")) { Token = main.Token };

        foreach (var path in new[] { "/health", "/alive", "/ready", "/metrics", "/metrics.json", "/metrics/prometheus" })
        {
            Assert.Equal(HttpStatusCode.OK, (await monitoring.GetAsync(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await main.GetAsync(path)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await monitoring.ListToolsAsync()).Status);
        Assert.Equal(HttpStatusCode.OK, (await main.ListToolsAsync()).Status);
    }

    private static async Task<Dictionary<string, long>> SamplesAsync(Deployment deployment, int edge)
    {
        var text = await TextAsync(deployment, edge);
        var label = $"{{service_instance_id=\"{InstanceOf(text)}\"}} ";
        return text.Split('\n')
            .Where(line => line.StartsWith("gitlab_mcp_", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
            .Select(line => line.Split(label))
            .ToDictionary(part => part[0], part => long.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<string> TextAsync(Deployment deployment, int edge)
    {
        using var client = deployment.Client(token: null, edge: edge);
        return (await client.GetAsync("/metrics/prometheus")).Text;
    }

    private static List<string> Series(string text) =>
        [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line[..line.LastIndexOf(' ')])];

    /// <summary>How a process names itself in its metrics.</summary>
    private static string InstanceOf(string text) => InstanceLabel().Match(text).Groups[1].Value;

    [GeneratedRegex("service_instance_id=\"([0-9a-f]{12})\"")]
    private static partial Regex InstanceLabel();
}
