using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Deploy.Tests.Observability;

/// <summary>A real Prometheus with deploy/observability/prometheus.yaml, in which only the addresses and the intervals are
/// others.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http;
    private readonly ServerProcess _process;

    private PrometheusServer(IEnumerable<Uri> edges, Uri sessions, Uri tools)
    {
        var port = FreePort.NextLasting();
        _http = new() { BaseAddress = new($"http://127.0.0.1:{port}") };
        File.Copy(RepositoryFiles.PathOf("deploy/observability/gitlab-mcp.rules.yaml"), _folder.PathOf("gitlab-mcp.rules.yaml"));
        var targets = string.Concat(edges.Select(edge => $"          - {edge.Authority}\n"));
        var configuration = RepositoryFiles
            .Read("deploy/observability/prometheus.yaml")
            .ReplaceOnce("scrape_interval: 15s", "scrape_interval: 200ms")
            .ReplaceOnce("evaluation_interval: 15s", "evaluation_interval: 200ms")
            .ReplaceOnce("          - edge-1:3002\n          - edge-2:3002\n", targets)
            .ReplaceOnce("sessions:5102", sessions.Authority)
            .ReplaceOnce("gitlab-tools:5202", tools.Authority);
        _process = ServerProcess.Start(
            Programs.PathOf("prometheus"),
            [
                $"--config.file={_folder.Write("prometheus.yaml", configuration)}",
                $"--storage.tsdb.path={_folder.PathOf("data")}",
                $"--web.listen-address=127.0.0.1:{port}",
            ]
        );
    }

    public static async Task<PrometheusServer> StartAsync(IEnumerable<Uri> edges, Uri sessions, Uri tools)
    {
        var server = new PrometheusServer(edges, sessions, tools);
        await Eventually.TrueAsync(async () =>
        {
            Assert.False(server._process.HasExited, server._process.Output);
            try
            {
                using var answer = await server._http.GetAsync("/-/ready", TestContext.Current.CancellationToken);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return server;
    }

    /// <summary>The values of an instant query, by their labels.</summary>
    public async Task<IReadOnlyList<double>> QueryAsync(string expression)
    {
        var answer = await GetAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}");
        Assert.True(answer.TextAt("status") == "success", $"{expression}: {answer.TextAt("error")}");
        return
        [
            .. answer
                .ListAt("data/result")
                .Select(series => double.Parse(series.GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>All rules as Prometheus has evaluated them.</summary>
    public async Task<IReadOnlyList<JsonElement>> RulesAsync() =>
        [.. (await GetAsync("/api/v1/rules")).ListAt("data/groups").SelectMany(group => group.ListAt("rules"))];

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(path, TestContext.Current.CancellationToken);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
