using System.Text.RegularExpressions;
using GitLabMcp.Fake;
using GitLabMcp.GitLabTools;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.GitLabTools.Toolsets;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.Internal;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The real service on a free port, in front of a fake GitLab, and a client that speaks gRPC with it.</summary>
internal sealed partial class ToolsHost : IAsyncDisposable
{
    public const string Alice = "glpat-alice-0123456789.01.abcdefghi";
    public const string Bob = "glpat-bob-0123456789.01.abcdefghi";

    private const string Secret = "internal-credential-of-the-tests-0123456789";

    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private ToolsHost(WebApplication app, FakeGitLab gitlab)
    {
        (_app, GitLab) = (app, gitlab);
        _channel = GrpcChannel.ForAddress(app.Urls.First(), new GrpcChannelOptions { MaxReceiveMessageSize = null });
        Stranger = new(_channel);
        var credential = new InternalCredential(
            new ConfigurationBuilder().AddInMemoryCollection([new("INTERNAL_CREDENTIAL", Secret)]).Build()
        );
        Client = new(_channel.Intercept(new InternalCredential.Sender(credential)));
    }

    public FakeGitLab GitLab { get; }

    public IServiceProvider Services => _app.Services;

    public Contract.GitLabTools.GitLabToolsClient Client { get; }

    /// <summary>A client without the internal credential.</summary>
    public Contract.GitLabTools.GitLabToolsClient Stranger { get; }

    public static FakeGitLab World()
    {
        var gitlab = Projects();
        gitlab.World.WithTodo("alice", "group/app", "Crash on start");
        return gitlab;
    }

    private static FakeGitLab Projects() =>
        new FakeGitLab()
            .WithUser("alice", Alice)
            .WithUser("bob", Bob)
            .WithProject(
                "group/app",
                project =>
                    project
                        .WithMember("alice", accessLevel: 40)
                        .WithMember("bob")
                        .WithLabel("bug", "#D9534F", "Something is broken")
                        .WithIssue("Crash on start", "bob")
                        .WithIssue("Slow list", "alice", issue => issue["description"] = "first\nold\nlast")
                        .WithNote(1, "alice", "Seen it too.")
                        .WithEvent("alice", "opened", "Issue", "Slow list")
                        .WithUpload("0123456789abcdef0123456789abcdef", "notes.txt", "hello"u8.ToArray(), "text/plain")
            )
            .WithProject(
                "group/site",
                project =>
                    project
                        .WithIssue("Typo", "bob")
                        .WithLink(id: 77, sourceIid: 1, targetIid: 1)
                        .WithReaction("issues/1/", id: 5, "bob", "thumbsup")
                        .WithReaction("issues/1/8", id: 6, "bob", "tada")
            )
            .WithProject("group/sub/deep");

    /// <param name="settings">In place of the defaults of the tests, which are every tool. `--GITLAB_TOOLSETS=` gives the tools
    /// of an operator who sets nothing.</param>
    /// <param name="world">The GitLab, when it is not <see cref="World"/>.</param>
    /// <param name="configure">Runs before the build.</param>
    /// <param name="probes">Whether GitLab is asked at the start whether it is one.</param>
    public static async Task<ToolsHost> StartAsync(
        FakeGitLab? world = null,
        string[]? settings = null,
        Action<WebApplicationBuilder>? configure = null,
        bool probes = false
    )
    {
        var gitlab = await (world ?? World()).StartAsync();
        var app = GitLabToolsApp.Build(
            [
                $"--INTERNAL_CREDENTIAL={Secret}",
                $"--GITLAB_API_URL={gitlab.ApiUrl}",
                "--Kestrel:Endpoints:grpc:Url=http://127.0.0.1:0",
                "--Kestrel:Endpoints:grpc:Protocols=Http2",
                "--Logging:LogLevel:Default=Warning",
                "--Kestrel:Endpoints:health:Url=http://127.0.0.1:0",
                "--GITLAB_TOOLSETS=all",
                .. settings ?? [],
            ],
            builder =>
            {
                if (!probes)
                {
                    // It would race with the scripts and the proxies of the tests.
                    builder.Services.Remove(
                        builder.Services.Single(service => service.ImplementationType == typeof(GitLabTools.GitLab.Health.StartProbe))
                    );
                }

                configure?.Invoke(builder);
            }
        );
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, gitlab);
    }

    public static TokenTransport Transport { get; } =
        new(new InternalCredential(new ConfigurationBuilder().AddInMemoryCollection([new("INTERNAL_CREDENTIAL", Secret)]).Build()));

    public static Metadata As(string token, CredentialKind kind = CredentialKind.Bearer) =>
        Transport.Add([], new GitLabCredential(kind, new GitLabToken(token)));

    /// <summary>Calls a tool and gives the whole outcome.</summary>
    public async Task<CallToolResponse> SendAsync(
        string name,
        string arguments = "{}",
        string token = Alice,
        ToolSelection? selection = null,
        Metadata? metadata = null
    ) =>
        await Client.CallToolAsync(
            new()
            {
                Name = name,
                Arguments = ByteString.CopyFromUtf8(arguments),
                Selection = selection,
            },
            metadata ?? As(token),
            cancellationToken: TestContext.Current.CancellationToken
        );

    /// <summary>Calls a tool that must succeed, and gives its text without the mark of others' text (see OthersTextTests).</summary>
    public async Task<string> CallAsync(string name, string arguments = "{}", string token = Alice)
    {
        var response = await SendAsync(name, arguments, token);
        Assert.True(response.Result is { IsError: false }, response.ToString());
        return Mark().Replace(response.Result.Text, "{");
    }

    [GeneratedRegex("""^\{"untrusted":\[[a-z_",]+\],""")]
    private static partial Regex Mark();

    /// <summary>Calls a tool that must be refused, and gives the sentence.</summary>
    public async Task<string> RefusalAsync(string name, string arguments = "{}", string token = Alice)
    {
        var response = await SendAsync(name, arguments, token);
        Assert.True(response.Result is { IsError: true }, response.ToString());
        return response.Result.Text;
    }

    public async Task<IReadOnlyList<Tool>> ListAsync(ToolSelection? selection = null)
    {
        var response = await Client.ListToolsAsync(
            new() { Selection = selection },
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.NotNull(response.List);
        return response.List.Tools;
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        await GitLab.DisposeAsync();
    }
}
