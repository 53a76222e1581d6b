using System.Diagnostics;
using GitLabMcp.Fake;
using GitLabMcp.ServiceDefaults.Internal;
using GitLabMcp.Testing;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The service as a process of its own, which can be killed.</summary>
internal sealed class ToolsProcess : IAsyncDisposable
{
    private const string Secret = "internal-credential-of-the-tests-0123456789";

    private readonly Process _process;
    private readonly GrpcChannel _channel;

    private ToolsProcess(Process process, GrpcChannel channel)
    {
        (_process, _channel) = (process, channel);
        var credential = new InternalCredential(
            new ConfigurationBuilder().AddInMemoryCollection([new("INTERNAL_CREDENTIAL", Secret)]).Build()
        );
        Client = new(channel.Intercept(new InternalCredential.Sender(credential)));
    }

    public Contract.GitLabTools.GitLabToolsClient Client { get; }

    public static async Task<ToolsProcess> StartAsync(FakeGitLab gitlab, params string[] settings)
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "GitLabMcp.GitLabTools.dll"),
                $"--INTERNAL_CREDENTIAL={Secret}",
                $"--GITLAB_API_URL={gitlab.ApiUrl}",
                $"--Kestrel:Endpoints:grpc:Url={address}",
                "--Kestrel:Endpoints:grpc:Protocols=Http2",
                "--Kestrel:Endpoints:health:Url=http://127.0.0.1:0",
                "--Logging:LogLevel:Default=Warning",
                .. settings,
            ]
        );
        var tools = new ToolsProcess(Process.Start(start)!, GrpcChannel.ForAddress(address));
        await tools.Client.ListToolsAsync(
            new(),
            new Grpc.Core.CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(60)).WithWaitForReady()
        );
        return tools;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        _process.Dispose();
        _channel.Dispose();
        return ValueTask.CompletedTask;
    }
}
