using GitLabMcp.Conformance.Fixtures;
using GitLabMcp.Edge;
using GitLabMcp.Fake;
using GitLabMcp.GitLabTools;
using GitLabMcp.Sessions;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GitLabMcp.Conformance;

/// <summary>The product as it is deployed, on free loopback ports and with a fake GitLab behind it; its Edge carries the
/// suite's fixtures besides its own tools, and lends the suite a credential.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private const string Token = "glpat-conformance-0123456789";

    private readonly FakeGitLab _gitlab = new FakeGitLab().WithUser("suite", Token).WithProject("group/app");
    private readonly List<WebApplication> _apps = [];

    /// <summary>A folder without appsettings.json.</summary>
    private readonly string _folder = Directory.CreateTempSubdirectory("gitlab-mcp-conformance").FullName;

    private TestHost() { }

    public Uri Endpoint { get; private set; } = null!;

    public static async Task<TestHost> StartAsync()
    {
        var host = new TestHost();
        await host._gitlab.StartAsync();
        string[] grpc = ["--Kestrel:Endpoints:grpc:Url=http://127.0.0.1:0", "--Kestrel:Endpoints:grpc:Protocols=Http2"];
        var tools = await host.StartAsync(GitLabToolsApp.Build, grpc, static _ => { });
        var sessions = await host.StartAsync(SessionsApp.Build, grpc, static _ => { });
        var edge = await host.StartAsync(
            EdgeApp.Build,
            [
                "--STREAMABLE_HTTP=true",
                "--REMOTE_AUTHORIZATION=true",
                "--HOST=127.0.0.1",
                "--PORT=0",
                $"--services:gitlab-tools:grpc:0={tools}",
                $"--services:sessions:grpc:0={sessions}",
            ],
            builder =>
            {
                builder.AddFixtures();

                // The tools of the suite are handlers of the SDK.
                builder.Services.RemoveAll<Edge.Relay.DirectAnswers>();
                builder.Services.AddSingleton<IStartupFilter>(new LentCredential(Token));
            }
        );
        host.Endpoint = new Uri(edge, "/mcp");
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps.AsEnumerable().Reverse())
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }

        await _gitlab.DisposeAsync();
        Directory.Delete(_folder);
    }

    private async Task<Uri> StartAsync(
        Func<string[], Action<WebApplicationBuilder>, WebApplication> build,
        string[] settings,
        Action<WebApplicationBuilder> configure
    )
    {
        string[] common =
        [
            $"--GITLAB_API_URL={_gitlab.ApiUrl}",
            $"--INTERNAL_CREDENTIAL={new string('i', 32)}",
            $"--contentRoot={_folder}",
            "--MAX_REQUESTS_PER_MINUTE=100000",
        ];
        var app = build(
            [.. common, .. settings],
            builder =>
            {
                // The fixtures fail where the suite wants it: that is no news.
                builder.Logging.ClearProviders();
                configure(builder);
            }
        );
        _apps.Add(app);
        await app.StartAsync();
        return new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }
}
