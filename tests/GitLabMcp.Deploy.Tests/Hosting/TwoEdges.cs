using System.Globalization;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Fake;
using GitLabMcp.Testing;

namespace GitLabMcp.Deploy.Tests.Hosting;

/// <summary>The product as processes with the environment that deploy/compose.yaml gives them: two Edges, Sessions, GitLabTools and Redis,
/// and a fake GitLab. Only addresses are others.</summary>
public sealed class TwoEdges : IAsyncLifetime
{
    /// <summary>MAX_AUTH_FAILURES_PER_MINUTE.</summary>
    public const int MaxFailures = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly List<ServiceProcess> _processes = [];
    private readonly ServiceProcess[] _edges = new ServiceProcess[2];
    private RedisServer? _redis;
    private int _users;

    public FakeGitLab GitLab { get; } = new FakeGitLab().WithProject("group/app");

    public IReadOnlyList<Uri> Edges => [.. _edges.Select(edge => edge.Address)];

    /// <summary>Where Sessions and GitLabTools are scraped.</summary>
    public IReadOnlyList<Uri> Internal => [.. _processes.Select(process => process.Monitoring)];

    internal TestAuthority Authority { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Authority.TrustInPrograms();
        ClientReport.Prepare(GitLab);
        await GitLab.StartAsync();
        _redis = await RedisServer.StartAsync();
        _folder.Write("session-keys", new string('k', 40) + "\n");
        _folder.Write("internal-credential", new string('i', 32) + "\n");
        var sessions = ServiceProcess.StartInternal(
            "Sessions",
            [
                .. Given("sessions", ("redis:6379", _redis.ConnectionString)),
                "--MAX_REQUESTS_PER_MINUTE=10000",
                $"--MAX_AUTH_FAILURES_PER_MINUTE={MaxFailures}",
            ]
        );
        var tools = ServiceProcess.StartInternal("GitLabTools", Given("gitlab-tools"));
        _processes.AddRange([sessions, tools]);
        (string, string)[] inner = [("http://sessions:5101", Origin(sessions)), ("http://gitlab-tools:5201", Origin(tools))];
        for (var i = 0; i < _edges.Length; i++)
        {
            _edges[i] = ServiceProcess.StartEdge(Given($"edge-{i + 1}", inner));
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
            var line = metrics.Split('\n').Single(line => line.StartsWith("gitlab_mcp_requests_total{", StringComparison.Ordinal));
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

        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }

        await GitLab.DisposeAsync();
        Authority.Dispose();
        _folder.Dispose();
    }

    /// <summary>The environment of a service in deploy/compose.yaml, with the addresses of this machine. Where a service listens,
    /// <see cref="ServiceProcess"/> says.</summary>
    private IEnumerable<string> Given(string service, params (string Old, string New)[] addresses)
    {
        (string Old, string New)[] all =
        [
            .. addresses,
            (ComposeFile.GitLabUrl, GitLab.ApiUrl.ToString()),
            ("172.30.117.0/24", "127.0.0.1"),
            ("/run/secrets/", _folder.Path + "/"),
        ];
        return ComposeFile
            .Replicated.EnvironmentOf(service)
            .Where(setting => !setting.Key.StartsWith("Kestrel__", StringComparison.Ordinal))
            .Select(setting =>
            {
                var value = all.Aggregate(
                    setting.Value,
                    (text, address) => text.Replace(address.Old, address.New, StringComparison.Ordinal)
                );
                return $"--{setting.Key.Replace("__", ":", StringComparison.Ordinal)}={value}";
            });
    }

    private static string Origin(ServiceProcess process) => process.Address.GetLeftPart(UriPartial.Authority);
}

[CollectionDefinition(Name)]
public sealed class WithTwoEdges : ICollectionFixture<TwoEdges>
{
    public const string Name = "Two Edges";
}
