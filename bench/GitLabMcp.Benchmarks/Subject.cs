using System.Globalization;
using System.Security.Cryptography;

namespace GitLabMcp.Benchmarks;

/// <summary>One MCP server under measurement: where it is reached, and the processes that it is made of.</summary>
/// <param name="Name">As it stands in the table.</param>
/// <param name="Endpoint">Where MCP is served.</param>
/// <param name="Processes">All of them; what they hold counts as its memory.</param>
/// <param name="Store">The one among them whose CPU is shown apart; null when there is none.</param>
internal sealed record Subject(string Name, Uri Endpoint, IReadOnlyList<Server> Processes, Server? Store) : IAsyncDisposable
{
    private const string MaxSessions = "10000";

    public TimeSpan Cpu => Processes.Where(process => process != Store).Aggregate(TimeSpan.Zero, (sum, process) => sum + process.Cpu);

    public TimeSpan StoreCpu => Store?.Cpu ?? TimeSpan.Zero;

    public long Memory => Processes.Sum(process => process.Memory);

    /// <summary>GitLabMcp: Redis, Sessions, GitLabTools and Edge, one process each.</summary>
    public static async Task<Subject> StartOursAsync(string gitlabApi, CancellationToken ct)
    {
        var (redis, sessions, tools, edge) = (Server.FreePort(), Endpoints.Free(), Endpoints.Free(), Server.FreePort());
        var credential = RandomNumberGenerator.GetHexString(64);
        var processes = new List<Server>();
        try
        {
            processes.Add(
                Server.Start(
                    "redis",
                    "redis-server",
                    ["--port", Text(redis), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
                    []
                )
            );
            await processes[^1].ReadyAsync(redis, path: null, ct);
            processes.Add(
                Dotnet(
                    "sessions",
                    "GitLabMcp.Sessions",
                    sessions.Settings(
                        new()
                        {
                            ["INTERNAL_CREDENTIAL"] = credential,
                            ["SESSION_KEYS"] = RandomNumberGenerator.GetHexString(64),
                            ["ConnectionStrings__redis"] = $"127.0.0.1:{redis}",
                            ["MAX_SESSIONS"] = MaxSessions,
                            ["MAX_REQUESTS_PER_MINUTE"] = "100000",
                        }
                    )
                )
            );
            processes.Add(
                Dotnet(
                    "gitlab-tools",
                    "GitLabMcp.GitLabTools",
                    tools.Settings(new() { ["INTERNAL_CREDENTIAL"] = credential, ["GITLAB_API_URL"] = gitlabApi })
                )
            );
            await processes[1].ReadyAsync(sessions.Health, "/ready", ct);
            await processes[2].ReadyAsync(tools.Health, "/ready", ct);
            processes.Add(
                Dotnet(
                    "edge",
                    "GitLabMcp.Edge",
                    new()
                    {
                        ["INTERNAL_CREDENTIAL"] = credential,
                        ["GITLAB_API_URL"] = gitlabApi,
                        ["STREAMABLE_HTTP"] = "true",
                        ["REMOTE_AUTHORIZATION"] = "true",
                        ["HOST"] = "127.0.0.1",
                        ["PORT"] = Text(edge),
                        ["services__sessions__grpc__0"] = $"http://127.0.0.1:{sessions.Grpc}",
                        ["services__gitlab-tools__grpc__0"] = $"http://127.0.0.1:{tools.Grpc}",
                    }
                )
            );
            await processes[^1].ReadyAsync(edge, "/ready", ct);
            return new Subject("GitLabMcp", new Uri($"http://127.0.0.1:{edge}/mcp"), processes, Store: processes[0]);
        }
        catch
        {
            await EndAsync(processes);
            throw;
        }
    }

    /// <summary>The npm package, from a copy whose start-up check lets the rate limit be as high as ours.</summary>
    public static async Task<Subject> StartPeerAsync(string package, string gitlabApi, CancellationToken ct)
    {
        var port = Server.FreePort();
        var server = Server.Start(
            "peer",
            "node",
            [PeerCopy.Make(package)],
            new()
            {
                ["STREAMABLE_HTTP"] = "true",
                ["REMOTE_AUTHORIZATION"] = "true",
                ["GITLAB_API_URL"] = gitlabApi,
                ["HOST"] = "127.0.0.1",
                ["PORT"] = Text(port),
                ["MAX_SESSIONS"] = MaxSessions,
                ["MAX_REQUESTS_PER_MINUTE"] = "100000",
                ["NODE_ENV"] = "production",
            }
        );
        try
        {
            await server.ReadyAsync(port, path: null, ct);
            return new Subject("peer", new Uri($"http://127.0.0.1:{port}/mcp"), [server], Store: null);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync(Processes);

    public static Server Dotnet(string name, string project, Dictionary<string, string> settings) =>
        Server.Start(name, "dotnet", [Places.Service(project), "--contentRoot", Path.GetDirectoryName(Places.Service(project))!], settings);

    private static async Task EndAsync(IReadOnlyList<Server> processes)
    {
        foreach (var process in processes.Reverse())
        {
            await process.DisposeAsync();
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    /// <summary>The two ports of an internal service.</summary>
    private sealed record Endpoints(int Grpc, int Health)
    {
        public static Endpoints Free() => new(Server.FreePort(), Server.FreePort());

        public Dictionary<string, string> Settings(Dictionary<string, string> settings)
        {
            settings["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{Grpc}";
            settings["Kestrel__Endpoints__health__Url"] = $"http://127.0.0.1:{Health}";
            return settings;
        }
    }
}
