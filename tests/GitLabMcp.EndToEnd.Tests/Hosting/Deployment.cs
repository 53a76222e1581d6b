using GitLabMcp.Edge;
using GitLabMcp.Fake;
using GitLabMcp.GitLabTools;
using GitLabMcp.Sessions;
using GitLabMcp.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>The whole product as it is deployed, on free loopback ports: Edges, Sessions and GitLabTools as real hosts,
/// a fake GitLab behind them, and a clock that the test moves.</summary>
public sealed class Deployment : IAsyncDisposable
{
    /// <summary>Holds no appsettings.json: each service gets its settings from here.</summary>
    private static readonly string EmptyFolder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "empty")).FullName;

    private static int _users;

    private readonly DeploymentOptions _options;
    private readonly List<WebApplication> _sessions = [];
    private readonly List<WebApplication> _edges = [];
    private readonly List<WebApplication> _moreTools = [];
    private WebApplication? _tools;
    private string[] _grpc = [];
    private RedisServer? _redis;

    private Deployment(DeploymentOptions options)
    {
        _options = options;
        GitLab = options.GitLab ?? new FakeGitLab().WithProject("group/app");
    }

    public FakeGitLab GitLab { get; }

    /// <summary>Moves Edge and Sessions.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2020, 11, 2, 9, 0, 0, TimeSpan.Zero));

    public CapturedLogs Logs { get; } = new();

    /// <summary>The store of a deployment that has one.</summary>
    public RedisServer Redis => _redis ?? throw new InvalidOperationException("This deployment keeps sessions in memory.");

    /// <summary>The first Edge.</summary>
    public Uri Edge => Address(_edges[0]);

    public IReadOnlyList<Uri> Edges => [.. _edges.Select(Address)];

    private string LogLevel => _options.CapturesLogs ? "Trace" : "None";

    /// <summary>How many requests GitLab has seen.</summary>
    public int GitLabCalls => GitLab.Requests.Count;

    public static Task<Deployment> StartAsync() => StartAsync(new DeploymentOptions());

    public static async Task<Deployment> StartAsync(DeploymentOptions options)
    {
        var deployment = new Deployment(options);
        try
        {
            await deployment.StartAllAsync();
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>A user that GitLab knows, as a fresh token of theirs.</summary>
    public string NewUser() => NewUser($"user-{Interlocked.Increment(ref _users)}");

    public string NewUser(string name)
    {
        var token = $"glpat-{name}-{Guid.NewGuid():N}";
        GitLab.WithUser(name, token);
        return token;
    }

    /// <summary>A client of an Edge that sends this token, or none, with every request.</summary>
    public McpHttp Client(string? token, int edge = 0, string accept = "application/json, text/event-stream") =>
        new(Address(_edges[edge])) { Token = token, Accept = accept };

    public Task StopGitLabToolsAsync() => _tools!.StopAsync(CancellationToken.None);

    /// <summary>Ends at once, whatever is under way.</summary>
    public Task AbortGitLabToolsAsync() => _tools!.StopAsync(new CancellationToken(canceled: true));

    /// <summary>Another one takes its place, at the same address, with these settings besides its own.</summary>
    public async Task ReplaceGitLabToolsAsync(params string[] settings)
    {
        var address = Address(_tools!);
        await _tools!.StopAsync(CancellationToken.None);
        await _tools.DisposeAsync();
        _tools = await StartAsync(GitLabToolsApp.Build, [.. _grpc, $"--Kestrel:Endpoints:grpc:Url={address}", .. settings]);
    }

    /// <summary>As an operator stops them: what is under way is finished first.</summary>
    public Task StopEdgesAsync() => Task.WhenAll(_edges.Select(app => app.StopAsync(CancellationToken.None)));

    public Task StopSessionsAsync() => Task.WhenAll(_sessions.Select(app => app.StopAsync(CancellationToken.None)));

    public async ValueTask DisposeAsync()
    {
        foreach (var app in (WebApplication?[])[.. _edges, .. _sessions, .. _moreTools, _tools])
        {
            if (app is not null)
            {
                await app.StopAsync(new CancellationToken(canceled: true));
                await app.DisposeAsync();
            }
        }

        await GitLab.DisposeAsync();
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    private async Task StartAllAsync()
    {
        await GitLab.StartAsync();
        var common = _options.Settings.Append($"--GITLAB_API_URL={GitLab.ApiUrl}").ToList();
        if (_options.Redis)
        {
            _redis = await RedisServer.StartAsync();
            common.Add($"--ConnectionStrings:redis={_redis.ConnectionString}");
        }

        _grpc =
        [
            .. common,
            "--Kestrel:Endpoints:grpc:Url=http://127.0.0.1:0",
            "--Kestrel:Endpoints:grpc:Protocols=Http2",
            $"--Logging:LogLevel:Default={LogLevel}",
            $"--SESSIONS_REPLICAS={_options.SessionsReplicas}",
            $"--SESSION_KEYS={new string('k', 40)}",
        ];
        _tools = await StartAsync(GitLabToolsApp.Build, _grpc);
        for (var i = 1; i < _options.GitLabTools; i++)
        {
            _moreTools.Add(await StartAsync(GitLabToolsApp.Build, _grpc));
        }

        for (var i = 0; i < _options.SessionsReplicas; i++)
        {
            _sessions.Add(await StartAsync(SessionsApp.Build, _grpc));
        }

        string[] edge =
        [
            .. common,
            "--STREAMABLE_HTTP=true",
            "--REMOTE_AUTHORIZATION=true",
            .. _options.EdgeSettings,
            "--SHUTDOWN_DELAY_SECONDS=0",
            "--HOST=127.0.0.1",
            "--PORT=0",
            $"--Logging:LogLevel:Default={LogLevel}",
            .. _sessions.Select((app, i) => $"--services:sessions:grpc:{i}={Address(app)}"),
        ];
        for (var i = 0; i < _options.Edges; i++)
        {
            WebApplication[] tools = [_tools, .. _moreTools];
            _edges.Add(await StartAsync(EdgeApp.Build, [.. edge, $"--services:gitlab-tools:grpc:0={Address(tools[i % tools.Length])}"]));
        }
    }

    private async Task<WebApplication> StartAsync(Func<string[], Action<WebApplicationBuilder>, WebApplication> build, string[] args)
    {
        var app = build(
            [.. args, $"--contentRoot={EmptyFolder}", $"--INTERNAL_CREDENTIAL={new string('i', 32)}"],
            builder =>
            {
                // GitLabTools pauses before it repeats a read: nobody would move its clock.
                if (build != GitLabToolsApp.Build)
                {
                    builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Time));
                }

                // The console goes; what is sent by OTLP stays.
                foreach (
                    var console in builder.Services.Where(service => service.ImplementationType == typeof(ConsoleLoggerProvider)).ToList()
                )
                {
                    builder.Services.Remove(console);
                }

                builder.Logging.AddProvider(Logs);
            }
        );
        await app.StartAsync();
        return app;
    }

    private static Uri Address(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
