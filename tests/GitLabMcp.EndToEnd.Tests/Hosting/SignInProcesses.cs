using GitLabMcp.Fake;
using GitLabMcp.Fake.OAuth;
using GitLabMcp.Testing;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>A deployment that signs users in, as processes that can be killed: two Edges behind one address, two Sessions on one Redis,
/// one GitLabTools, and a fake GitLab.</summary>
public sealed class SignInProcesses : IAsyncLifetime
{
    private readonly string _secret = $"--INTERNAL_CREDENTIAL={new string('i', 32)}";
    private readonly string _url = $"http://127.0.0.1:{FreePort.NextLasting()}";
    private readonly Dictionary<string, ServiceProcess[]> _services = [];
    private RedisServer? _redis;
    private RoundRobinProxy? _proxy;
    private int _users;

    public FakeGitLab GitLab { get; } = new FakeGitLab().WithProject("group/app");

    public async ValueTask InitializeAsync()
    {
        GitLab.WithApplication(new FakeApplication("application", SignInDeployment.AppSecret, [_url + "/oauth/callback"]));
        await GitLab.StartAsync();
        _redis = await RedisServer.StartAsync();
        string[] common = [_secret, $"--GITLAB_API_URL={GitLab.ApiUrl}", .. SignInDeployment.SettingsOf(_url)];
        string[] redis = [$"--ConnectionStrings:redis={_redis.ConnectionString}", "--SESSIONS_REPLICAS=2"];
        _services["Sessions"] = [.. Two(() => ServiceProcess.StartInternal("Sessions", [.. common, .. redis]))];
        _services["GitLabTools"] = [ServiceProcess.StartInternal("GitLabTools", common)];
        string[] edge =
        [
            .. common,
            "--STREAMABLE_HTTP=true",
            "--REMOTE_AUTHORIZATION=true",
            .. _services["Sessions"].Select((process, i) => $"--services:sessions:grpc:{i}={process.Address}"),
            $"--services:gitlab-tools:grpc:0={_services["GitLabTools"][0].Address}",
        ];
        _services["Edge"] = [.. Two(() => ServiceProcess.StartEdge(edge))];
        await Task.WhenAll(_services.Values.SelectMany(one => one).Select(process => process.UntilReadyAsync()));
        _proxy = await RoundRobinProxy.StartAsync([.. _services["Edge"].Select(process => process.Address)], new Uri(_url).Port);
    }

    public SignInBrowser NewBrowser() => new(_url);

    public McpHttp Client(string token) => new(new Uri(_url)) { Token = token };

    /// <summary>The name of a user that GitLab knows.</summary>
    public string NewUser()
    {
        var name = $"user-{Interlocked.Increment(ref _users)}";
        GitLab.WithUser(name);
        return name;
    }

    /// <summary>Kills the first process of a service.</summary>
    /// <param name="service">`Edge`, `Sessions` or `GitLabTools`.</param>
    public async Task KillAsync(string service)
    {
        _services[service][0].Send(Signal.Kill);
        await _services[service][0].ExitAsync();
    }

    /// <summary>Starts a process in the place of the one that was killed.</summary>
    public async Task ReplaceAsync(string service)
    {
        var killed = _services[service][0];
        await killed.DisposeAsync();
        await (_services[service][0] = killed.Successor()).UntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }

        foreach (var process in _services.Values.SelectMany(one => one))
        {
            await process.DisposeAsync();
        }

        await GitLab.DisposeAsync();
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    private static IEnumerable<ServiceProcess> Two(Func<ServiceProcess> start) => [start(), start()];
}
