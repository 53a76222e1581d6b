using System.Globalization;
using GitLabMcp.Faults.Checks;
using GitLabMcp.Faults.Clients;
using GitLabMcp.Faults.GitLab;
using GitLabMcp.Faults.History;
using GitLabMcp.Testing;
using GitLabMcp.Testing.Proxies;

namespace GitLabMcp.Faults.Hosting;

/// <summary>The product as processes, two of each service, with a Redis and a GitLab, and a link that can be disturbed between any two of
/// them.</summary>
public sealed class Deployment : IAsyncDisposable
{
    private const int CallsToMeetEveryReplica = 16;

    private readonly Dictionary<string, FaultProxy> _links = [];
    private readonly DeploymentOptions _options;
    private string _gitLabUrl = "";

    private Deployment(DeploymentOptions options)
    {
        _options = options;
        History = new RunHistory(options.Limits);
    }

    /// <summary>Of the run, or of the present test.</summary>
    public RunHistory History { get; private set; }

    public RedisServer Redis { get; private set; } = null!;

    public NonceGitLab GitLab { get; private set; } = null!;

    public IReadOnlyList<Replica> Edges { get; private set; } = [];

    public IReadOnlyList<Replica> Sessions { get; private set; } = [];

    public IReadOnlyList<Replica> GitLabTools { get; private set; } = [];

    public IEnumerable<Replica> Replicas => [.. Edges, .. Sessions, .. GitLabTools];

    public IReadOnlyDictionary<string, FaultProxy> Links => _links;

    public static async Task<Deployment> StartAsync(DeploymentOptions options, CancellationToken ct)
    {
        var deployment = new Deployment(options);
        try
        {
            await deployment.StartAllAsync(ct);
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>Like `edge-0 to sessions-1`, `sessions-0 to redis`, `gitlab-tools to gitlab`.</summary>
    public FaultProxy Link(string name) => _links[name];

    /// <summary>Disturbs a link for as long as something takes.</summary>
    public async Task WithLinkAsync(string name, LinkFault fault, Func<Task> during)
    {
        var since = History.Now;
        Link(name).Set(fault);
        try
        {
            await during();
        }
        finally
        {
            Link(name).Set(LinkFault.None);
            History.Add(new Fault(since, History.Now + Settling, FaultKind.Link, name));
        }
    }

    /// <summary>Redis ends as in a crash, and comes back with nothing in it.</summary>
    /// <param name="meanwhile">What happens while it is away.</param>
    public async Task WipeRedisAsync(Func<Task> meanwhile)
    {
        var since = History.Now;
        await Redis.KillAsync();
        await meanwhile();
        await Redis.RestartEmptyAsync();
        History.Add(new Fault(since, History.Now + Settling, FaultKind.Wipe, "redis"));
    }

    /// <summary>Everything works, with nothing left of what was done to it, and a new history begins.</summary>
    public async Task ResetAsync(CancellationToken ct)
    {
        GitLab.BehaveAgain();
        foreach (var link in _links.Values.Where(link => link.Fault != LinkFault.None))
        {
            link.Set(LinkFault.None);
        }

        foreach (var replica in Replicas.Where(replica => replica is { IsRunning: true, HasOtherSettings: true }))
        {
            await replica.KillAsync();
        }

        await StartMissingAsync(ct);
        await Until.TrueAsync(() => IsSettledAsync(), "every replica of Sessions has found Redis again", ct);
        BeginHistory();
    }

    /// <summary>Forgets what happened so far.</summary>
    public void BeginHistory()
    {
        foreach (var replica in Replicas)
        {
            replica.ForgetFault();
        }

        History = new RunHistory(_options.Limits);
    }

    /// <summary>Starts what does not run, and waits for everything.</summary>
    public async Task StartMissingAsync(CancellationToken ct)
    {
        foreach (var replica in Replicas.Where(replica => !replica.IsRunning))
        {
            replica.Start();
        }

        await Task.WhenAll(Replicas.Select(replica => replica.ReadyAsync(ct)));
    }

    /// <summary>Starts replicas again with other settings, and begins a new history, whose <see cref="RunHistory.Limits"/> are to be set
    /// when the settings are limits.</summary>
    public async Task RestartAsync(
        IEnumerable<Replica> replicas,
        CancellationToken ct,
        params IEnumerable<KeyValuePair<string, string>> settings
    )
    {
        var changed = replicas.ToArray();
        foreach (var replica in changed.Where(replica => replica.IsRunning))
        {
            await replica.KillAsync();
        }

        foreach (var replica in changed)
        {
            replica.Start(settings);
        }

        await Task.WhenAll(Replicas.Where(replica => replica.IsRunning).Select(replica => replica.ReadyAsync(ct)));
        BeginHistory();
    }

    /// <summary>What the history so far breaks.</summary>
    public IReadOnlyList<Violation> Check()
    {
        foreach (var replica in Replicas)
        {
            replica.EndFault();
        }

        return Checker.Check(History);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in Replicas)
        {
            await replica.DisposeAsync();
        }

        foreach (var link in _links.Values)
        {
            await link.DisposeAsync();
        }

        if (GitLab is not null)
        {
            await GitLab.DisposeAsync();
        }

        if (Redis is not null)
        {
            await Redis.DisposeAsync();
        }
    }

    /// <summary>An id alone is served by whatever replica it meets.</summary>
    private async Task<bool> IsSettledAsync()
    {
        await using var balancer = new Balancer(Edges);
        using var caller = new Caller("user1", balancer, GitLab, () => History);
        var random = new Random(1);
        if (await caller.InitializeAsync(random) is not { Succeeded: true, SessionId: { } id })
        {
            return false;
        }

        for (var i = 0; i < CallsToMeetEveryReplica; i++)
        {
            if (!(await caller.ReadAsync(random, token: null, id)).Succeeded)
            {
                return false;
            }
        }

        return (await caller.DeleteAsync(random, caller.Token, id)).Succeeded;
    }

    /// <summary>A connection that was disturbed comes back by itself, a moment after the link.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private async Task StartAllAsync(CancellationToken ct)
    {
        Redis = await RedisServer.StartAsync();
        GitLab = await NonceGitLab.StartAsync(() => History, FreePort.NextLasting());
        // One link for all, because services of one deployment have the same GITLAB_API_URL.
        _gitLabUrl = $"http://127.0.0.1:{AddLink("gitlab-tools", "gitlab", GitLab.Port)}/api/v4";
        GitLabTools = [.. Numbers.Select(i => GitLabToolsReplica($"gitlab-tools-{i}"))];
        Sessions = [.. Numbers.Select(i => SessionsReplica($"sessions-{i}"))];
        Edges = [.. Numbers.Select(i => EdgeReplica($"edge-{i}"))];
        foreach (var replica in Replicas)
        {
            replica.Repository = _options.Repository;
        }

        await StartMissingAsync(ct);
    }

    private IEnumerable<int> Numbers => Enumerable.Range(0, _options.Replicas);

    private Replica GitLabToolsReplica(string name) =>
        Replica.OfInternal(name, "GitLabMcp.GitLabTools", WithCommon(new() { ["GITLAB_API_URL"] = _gitLabUrl }), () => History);

    private Replica SessionsReplica(string name) =>
        Replica.OfInternal(
            name,
            "GitLabMcp.Sessions",
            WithCommon(
                new()
                {
                    ["ConnectionStrings__redis"] = $"127.0.0.1:{AddLink(name, "redis", Redis.Port)}",
                    ["SESSION_KEYS"] = new string('k', 40),
                    ["SESSIONS_REPLICAS"] = Text(_options.Replicas),
                    ["SESSION_TIMEOUT_SECONDS"] = Text((int)_options.Limits.SessionTimeout.TotalSeconds),
                    ["MAX_SESSIONS"] = Text(_options.Limits.MaxSessions),
                    ["MAX_SESSIONS_PER_PRINCIPAL"] = Text(_options.Limits.MaxSessions),
                    ["MAX_REQUESTS_PER_MINUTE"] = Text(_options.Limits.RequestsPerMinute),
                    ["MAX_AUTH_FAILURES_PER_MINUTE"] = "1000000",
                }
            ),
            () => History
        );

    private Replica EdgeReplica(string name)
    {
        var settings = WithCommon(
            new()
            {
                ["STREAMABLE_HTTP"] = "true",
                ["REMOTE_AUTHORIZATION"] = "true",
                ["GITLAB_API_URL"] = _gitLabUrl,
                // Balancer looks ten times a second, more seldom on a busy machine.
                ["SHUTDOWN_DELAY_SECONDS"] = "2",
                ["CALL_TIMEOUT_SECONDS"] = Text((int)_options.Limits.Deadline.TotalSeconds),
            }
        );
        foreach (var i in Numbers)
        {
            settings[$"services__sessions__grpc__{i}"] = $"http://127.0.0.1:{AddLink(name, Sessions[i].Name, Sessions[i].Port)}";
            settings[$"services__gitlab-tools__grpc__{i}"] = $"http://127.0.0.1:{AddLink(name, GitLabTools[i].Name, GitLabTools[i].Port)}";
        }

        return Replica.OfEdge(name, settings, () => History);
    }

    private static Dictionary<string, string> WithCommon(Dictionary<string, string> settings)
    {
        settings["INTERNAL_CREDENTIAL"] = new string('i', 32);
        settings["Logging__LogLevel__Default"] = "Warning";

        // Processes that live for seconds gain nothing from measuring themselves first.
        settings["DOTNET_TieredPGO"] = "0";
        return settings;
    }

    /// <returns>The port to connect to.</returns>
    private int AddLink(string from, string to, int target)
    {
        if (!_options.HasLinks)
        {
            return target;
        }

        var link = new FaultProxy(FreePort.NextLasting(), target);
        _links[$"{from} to {to}"] = link;
        return link.Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
