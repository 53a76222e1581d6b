using System.Globalization;
using GitLabMcp.Faults.History;
using GitLabMcp.Testing;

namespace GitLabMcp.Faults.Hosting;

/// <summary>One process of a service, at ports that stay the same when it is started again.</summary>
public sealed class Replica : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly string _project;
    private readonly Dictionary<string, string> _settings;
    private readonly Func<RunHistory> _history;
    private readonly int _health;
    private ServerProcess? _process;
    private (TimeSpan Since, FaultKind Kind)? _fault;

    private Replica(string name, string project, Dictionary<string, string> settings, Func<RunHistory> history)
    {
        (Name, _project, _settings, _history) = (name, project, settings, history);
        Port = FreePort.NextLasting();
        _health = project == "GitLabMcp.Edge" ? Port : FreePort.NextLasting();
    }

    /// <summary>Like `edge-0`.</summary>
    public string Name { get; }

    /// <summary>Of MCP for an Edge, of gRPC for the others.</summary>
    public int Port { get; }

    /// <summary>As environment variables.</summary>
    public IReadOnlyDictionary<string, string> Settings => _settings;

    /// <summary>The root of the checkout from which it is started; null for the one of this program.</summary>
    public string? Repository { get; set; }

    /// <summary>Whether it runs with settings on top of its own.</summary>
    public bool HasOtherSettings { get; private set; }

    public bool IsRunning => _process is not null;

    public ProcessUse Use => Process.Use();

    public string Output => _process?.Output ?? "";

    private ServerProcess Process => _process ?? throw new InvalidOperationException($"{Name} does not run.");

    public static Replica OfEdge(string name, Dictionary<string, string> settings, Func<RunHistory> history)
    {
        var replica = new Replica(name, "GitLabMcp.Edge", settings, history);
        (settings["HOST"], settings["PORT"]) = ("127.0.0.1", replica.Port.ToString(CultureInfo.InvariantCulture));
        return replica;
    }

    /// <summary>Of Sessions or GitLabTools.</summary>
    public static Replica OfInternal(string name, string project, Dictionary<string, string> settings, Func<RunHistory> history)
    {
        var replica = new Replica(name, project, settings, history);
        settings["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{replica.Port}";
        settings["Kestrel__Endpoints__health__Url"] = $"http://127.0.0.1:{replica._health}";
        return replica;
    }

    /// <summary>Starts it, or starts it again, with these settings on top of its own.</summary>
    public void Start(params IEnumerable<KeyValuePair<string, string>> settings)
    {
        _process = ServerProcess.StartService(Repository, _project, _settings.Concat(settings));
        HasOtherSettings = settings.Any();
    }

    public async Task ReadyAsync(CancellationToken ct)
    {
        await Until.TrueAsync(
            async () =>
                Process.HasExited ? throw new InvalidOperationException($"{Name} ended at its start:\n{Output}") : await IsReadyAsync(ct),
            $"{Name} is ready",
            ct
        );
        EndFault();
    }

    public async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri($"http://127.0.0.1:{_health}/ready"), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Ends it as a crash does.</summary>
    public async Task KillAsync()
    {
        BeginFault(FaultKind.Kill);
        await Process.DisposeAsync();
        _process = null;
    }

    /// <summary>Asks it to end, as a deployment does, and waits for that.</summary>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> TerminateAsync(CancellationToken ct)
    {
        BeginFault(FaultKind.Terminate);
        var since = TimeProvider.System.GetTimestamp();
        Process.Send(Signal.Terminate);
        await Process.ExitAsync(ct);
        var took = TimeProvider.System.GetElapsedTime(since);
        await Process.DisposeAsync();
        _process = null;
        return took;
    }

    /// <summary>It stops responding, until <see cref="GoOn"/>.</summary>
    public void Hang()
    {
        BeginFault(FaultKind.Hang);
        Process.Send(Signal.Stop);
    }

    public void GoOn()
    {
        Process.Send(Signal.Continue);
        EndFault();
    }

    /// <summary>Writes down that the fault, if there is one, lasted until now.</summary>
    public void EndFault()
    {
        if (_fault is var (since, kind))
        {
            _history().Add(new Fault(since, _history().Now, kind, Name));
            _fault = null;
        }
    }

    /// <summary>Forgets a fault that belongs to an earlier history.</summary>
    public void ForgetFault() => _fault = null;

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void BeginFault(FaultKind kind) => _fault ??= (_history().Now, kind);
}
