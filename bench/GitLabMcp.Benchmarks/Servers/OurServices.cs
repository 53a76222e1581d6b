using System.Security.Cryptography;

namespace GitLabMcp.Benchmarks.Servers;

/// <summary>GitLabMcp itself: Redis, Sessions, GitLabTools and Edge as real processes on free loopback ports, started in this
/// order.</summary>
internal sealed class OurServices(OurSettings settings) : IAsyncDisposable
{
    private readonly string _keys = RandomNumberGenerator.GetHexString(64);
    private readonly List<Server> _processes = [];
    private readonly List<Uri> _endpoints = [];
    private readonly List<int> _sessionsPorts = [];
    private readonly List<int> _toolsPorts = [];
    private int? _redisPort;
    private Server? _redis;

    /// <summary>The secret that the services know each other by.</summary>
    public string Credential { get; } = RandomNumberGenerator.GetHexString(64);

    public Subject Subject => new(settings.Name, _endpoints, _processes, _redis);

    public string GitLabApi => settings.GitLabApi;

    public int? RedisPort => _redisPort;

    /// <param name="service">`sessions` or `gitlab-tools`.</param>
    public Server LastOf(string service) => _processes.Last(process => process.Name.Contains(service, StringComparison.Ordinal));

    public static async Task<OurServices> StartAsync(OurSettings settings, CancellationToken ct)
    {
        var services = new OurServices(settings);
        try
        {
            if (settings.WithRedis)
            {
                await services.StartRedisAsync(ct);
            }

            for (var replica = 0; replica < settings.Replicas; replica++)
            {
                await services.StartSessionsAsync(ct);
                await services.StartGitLabToolsAsync(ct);
            }

            for (var replica = 0; replica < settings.Replicas; replica++)
            {
                await services.StartEdgeAsync(ct);
            }

            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    public async Task StartRedisAsync(CancellationToken ct)
    {
        _redisPort = Server.FreePort();
        string[] arguments = ["--port", Text(_redisPort.Value), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
        _redis = Server.Start(settings.Name + "-redis", "redis-server", arguments, []);
        _processes.Add(_redis);
        await _redis.ReadyAsync(_redisPort.Value, path: null, ct);
    }

    public Task<Server> StartSessionsAsync(CancellationToken ct)
    {
        var own = new Dictionary<string, string>
        {
            ["MAX_SESSIONS"] = Text(settings.MaxSessions),
            ["MAX_REQUESTS_PER_MINUTE"] = "100000",
            ["SESSIONS_REPLICAS"] = Text(settings.Replicas),
        };
        if (_redisPort is { } redis)
        {
            own["SESSION_KEYS"] = _keys;
            own["ConnectionStrings__redis"] = $"127.0.0.1:{redis}";
        }

        return StartInternalAsync("sessions", "GitLabMcp.Sessions", _sessionsPorts, own, ct);
    }

    public Task<Server> StartGitLabToolsAsync(CancellationToken ct) =>
        StartInternalAsync("gitlab-tools", "GitLabMcp.GitLabTools", _toolsPorts, new() { ["GITLAB_API_URL"] = settings.GitLabApi }, ct);

    public async Task<Server> StartEdgeAsync(CancellationToken ct)
    {
        var port = Server.FreePort();
        var own = new Dictionary<string, string>(Addresses())
        {
            ["GITLAB_API_URL"] = settings.GitLabApi,
            ["STREAMABLE_HTTP"] = "true",
            ["REMOTE_AUTHORIZATION"] = "true",
            ["HOST"] = "127.0.0.1",
            ["PORT"] = Text(port),
        };
        var edge = Start("edge", "GitLabMcp.Edge", own, _endpoints.Count);
        await edge.ReadyAsync(port, "/ready", ct);
        _endpoints.Add(new Uri($"http://127.0.0.1:{port}/mcp"));
        return edge;
    }

    /// <summary>Where the internal services are, in the form of service discovery.</summary>
    /// <param name="separator">Between the levels of a setting: `__` in the environment, `:` in a configuration.</param>
    public Dictionary<string, string> Addresses(string separator = "__")
    {
        var addresses = new Dictionary<string, string>();
        foreach (var (service, ports) in new[] { ("sessions", _sessionsPorts), ("gitlab-tools", _toolsPorts) })
        {
            for (var i = 0; i < ports.Count; i++)
            {
                addresses[string.Join(separator, "services", service, "grpc", Text(i))] = $"http://127.0.0.1:{ports[i]}";
            }
        }

        return addresses;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(_processes))
        {
            await process.DisposeAsync();
        }
    }

    private async Task<Server> StartInternalAsync(
        string name,
        string project,
        List<int> ports,
        Dictionary<string, string> own,
        CancellationToken ct
    )
    {
        var (grpc, health) = (Server.FreePort(), Server.FreePort());
        own["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{grpc}";
        own["Kestrel__Endpoints__health__Url"] = $"http://127.0.0.1:{health}";
        var server = Start(name, project, own, ports.Count);
        await server.ReadyAsync(health, "/ready", ct);
        ports.Add(grpc);
        return server;
    }

    private Server Start(string name, string project, Dictionary<string, string> own, int replica)
    {
        own["INTERNAL_CREDENTIAL"] = Credential;
        if (settings.OtherGitLab is { } other)
        {
            (own["ENABLE_DYNAMIC_API_URL"], own["GITLAB_ALLOWED_HOSTS"]) = ("true", other);
        }

        if (settings.Otlp is { } otlp)
        {
            (own["OTEL_EXPORTER_OTLP_ENDPOINT"], own["OTEL_SERVICE_NAME"]) = (otlp, name);
        }

        var program = Places.Service(project);
        var suffix = settings.Replicas > 1 ? "-" + Text(replica + 1) : "";
        var server = Server.Start(
            $"{settings.Name}-{name}{suffix}",
            "dotnet",
            [program, "--contentRoot", Path.GetDirectoryName(program)!],
            own
        );
        _processes.Add(server);
        return server;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
