using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.Sessions.Contract;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.Sessions.Tests.Hosting;

/// <summary>The real service on a free port, under a clock of the test's, and a caller of it.</summary>
internal sealed class SessionsHost : IAsyncDisposable
{
    public const string InternalCredential = "test-credential-of-32-characters-at-least";

    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private SessionsHost(WebApplication app, GrpcChannel channel, FakeTimeProvider clock)
    {
        (_app, _channel, Clock) = (app, channel, clock);
        Client = new(channel);
    }

    public FakeTimeProvider Clock { get; }

    public IServiceProvider Services => _app.Services;

    public Contract.Sessions.SessionsClient Client { get; }

    public static async Task<SessionsHost> StartAsync(params string[] settings)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        string[] args =
        [
            $"--INTERNAL_CREDENTIAL={InternalCredential}",
            "--Kestrel:Endpoints:grpc:Url=http://127.0.0.1:0",
            "--Kestrel:Endpoints:grpc:Protocols=Http2",
            "--Kestrel:Endpoints:health:Url=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=Warning",
            .. settings,
        ];
        var app = SessionsApp.Build(args, builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new(app, GrpcChannel.ForAddress(address), clock);
    }

    /// <summary>Metadata as the Edge sends it.</summary>
    public static Metadata As(string? token)
    {
        // The services send the hash of the credential, never the credential itself.
        var owner = System.Security.Cryptography.SHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes("internal-credential:" + InternalCredential)
        );
        var metadata = new Metadata { { "internal-credential", Convert.ToHexStringLower(owner) } };
        return token is null ? metadata : metadata.With(new GitLabCredential(CredentialKind.Bearer, new GitLabToken(token)));
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
