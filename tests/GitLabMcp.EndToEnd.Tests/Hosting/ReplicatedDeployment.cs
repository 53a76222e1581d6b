using GitLabMcp.Fake;
using GitLabMcp.Testing;
using GitLabMcp.Testing.Proxies;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>The product as processes, as it is deployed: an Edge that knows the addresses of two Sessions and of two GitLabTools, a
/// Redis, and a fake GitLab.</summary>
public sealed class ReplicatedDeployment : IAsyncDisposable
{
    private readonly List<ServiceProcess> _processes = [];
    private readonly string _secret = $"--INTERNAL_CREDENTIAL={new string('i', 32)}";
    private RedisServer? _redis;
    private FaultProxy? _proxy;
    private int _users;

    private ReplicatedDeployment() { }

    public FakeGitLab GitLab { get; } = new FakeGitLab().WithProject("group/app");

    public ServiceProcess[] Sessions { get; private set; } = [];

    public ServiceProcess[] GitLabTools { get; private set; } = [];

    public ServiceProcess Edge => _processes[^1];

    /// <summary>Before the first GitLabTools.</summary>
    public FaultProxy Proxy => _proxy!;

    public static async Task<ReplicatedDeployment> StartAsync(params string[] edgeSettings)
    {
        for (var tries = 3; ; tries--)
        {
            var deployment = new ReplicatedDeployment();
            try
            {
                await deployment.StartAllAsync(edgeSettings);
                return deployment;
            }
            catch (Exception e)
            {
                await deployment.DisposeAsync();

                // A port is free only until somebody else takes it.
                if (tries == 1 || !e.Message.Contains("address already in use", StringComparison.Ordinal))
                {
                    throw;
                }
            }
        }
    }

    /// <summary>A client of a user of its own.</summary>
    public McpHttp NewClient()
    {
        var name = $"user-{Interlocked.Increment(ref _users)}";
        var token = $"glpat-{name}-{Guid.NewGuid():N}";
        GitLab.WithUser(name, token);
        return new McpHttp(Edge.Address) { Token = token };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        await GitLab.DisposeAsync();
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    private async Task StartAllAsync(string[] edgeSettings)
    {
        await GitLab.StartAsync();
        _redis = await RedisServer.StartAsync();
        Sessions = [StartSessions(), StartSessions()];
        GitLabTools = [StartGitLabTools(), StartGitLabTools()];
        _proxy = new FaultProxy(FreePort.NextLasting(), GitLabTools[0].Address.Port);
        _processes.Add(
            ServiceProcess.StartEdge([
                _secret,
                $"--GITLAB_API_URL={GitLab.ApiUrl}",
                "--STREAMABLE_HTTP=true",
                "--REMOTE_AUTHORIZATION=true",
                .. Sessions.Select((process, i) => $"--services:sessions:grpc:{i}={process.Address}"),
                $"--services:gitlab-tools:grpc:0=http://127.0.0.1:{_proxy.Port}",
                $"--services:gitlab-tools:grpc:1={GitLabTools[1].Address}",
                .. edgeSettings,
            ])
        );
        await Task.WhenAll(_processes.Select(process => process.UntilReadyAsync()));
    }

    private ServiceProcess StartSessions() =>
        Start(
            "Sessions",
            $"--ConnectionStrings:redis={_redis!.ConnectionString}",
            "--SESSIONS_REPLICAS=2",
            $"--SESSION_KEYS={new string('k', 40)}",
            "--MAX_REQUESTS_PER_MINUTE=100000"
        );

    private ServiceProcess StartGitLabTools() => Start("GitLabTools", $"--GITLAB_API_URL={GitLab.ApiUrl}");

    private ServiceProcess Start(string program, params string[] settings)
    {
        var process = ServiceProcess.StartInternal(program, [_secret, .. settings]);
        _processes.Add(process);
        return process;
    }
}
