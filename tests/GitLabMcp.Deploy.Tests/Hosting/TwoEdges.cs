using System.Globalization;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Fake;
using GitLabMcp.Testing;

namespace GitLabMcp.Deploy.Tests.Hosting;

/// <summary>The product as processes: two Edges that trust the proxy on this machine, Sessions, GitLabTools, and a fake GitLab.</summary>
public sealed class TwoEdges : IAsyncLifetime
{
    /// <summary>MAX_AUTH_FAILURES_PER_MINUTE.</summary>
    public const int MaxFailures = 3;

    private readonly List<ServiceProcess> _processes = [];
    private readonly ServiceProcess[] _edges = new ServiceProcess[2];
    private int _users;

    public FakeGitLab GitLab { get; } = new FakeGitLab().WithProject("group/app");

    public IReadOnlyList<Uri> Edges => [.. _edges.Select(edge => edge.Address)];

    internal TestAuthority Authority { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Authority.TrustInPrograms();
        ClientReport.Prepare(GitLab);
        await GitLab.StartAsync();
        string[] common = [$"--INTERNAL_CREDENTIAL={new string('i', 32)}", $"--GITLAB_API_URL={GitLab.ApiUrl}"];
        var sessions = ServiceProcess.StartInternal(
            "Sessions",
            [.. common, "--MAX_REQUESTS_PER_MINUTE=10000", $"--MAX_AUTH_FAILURES_PER_MINUTE={MaxFailures}"]
        );
        var tools = ServiceProcess.StartInternal("GitLabTools", common);
        string[] edge =
        [
            .. common,
            "--STREAMABLE_HTTP=true",
            "--REMOTE_AUTHORIZATION=true",
            "--TRUSTED_PROXIES=127.0.0.1",
            $"--services:sessions:grpc:0={sessions.Address}",
            $"--services:gitlab-tools:grpc:0={tools.Address}",
        ];
        _processes.AddRange([sessions, tools]);
        for (var i = 0; i < _edges.Length; i++)
        {
            _edges[i] = ServiceProcess.StartEdge(edge);
        }

        await Task.WhenAll(_processes.Concat(_edges).Select(process => process.UntilReadyAsync()));
    }

    /// <summary>A token of a user that GitLab knows.</summary>
    public string NewUser()
    {
        var name = $"user-{Interlocked.Increment(ref _users)}";
        var token = $"glpat-{name}-{Guid.NewGuid():N}";
        GitLab.WithUser(name, token);
        return token;
    }

    /// <summary>A client of a user of its own.</summary>
    internal McpHttp NewClient(Uri address) => new(address, Authority.Certificate) { Token = NewUser() };

    /// <summary>How many MCP requests each Edge has admitted, by its own metrics.</summary>
    public async Task<long[]> RequestsAsync()
    {
        var counts = new long[_edges.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            using var client = new McpHttp(_edges[i].Address);
            var metrics = (await client.GetAsync("/metrics/prometheus")).Text;
            var line = metrics.Split('\n').Single(line => line.StartsWith("gitlab_mcp_requests_total ", StringComparison.Ordinal));
            counts[i] = long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
        }

        return counts;
    }

    public async Task KillEdgeAsync(int edge)
    {
        _edges[edge].Send(Signal.Kill);
        await _edges[edge].ExitAsync();
    }

    /// <summary>Starts an Edge in the place of one that was killed.</summary>
    public async Task ReplaceEdgeAsync(int edge)
    {
        await _edges[edge].DisposeAsync();
        await (_edges[edge] = _edges[edge].Successor()).UntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Concat(_edges).OfType<ServiceProcess>())
        {
            await process.DisposeAsync();
        }

        await GitLab.DisposeAsync();
        Authority.Dispose();
    }
}

[CollectionDefinition(Name)]
public sealed class WithTwoEdges : ICollectionFixture<TwoEdges>
{
    public const string Name = "Two Edges";
}
