using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.Sessions.Contract;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
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

    /// <summary>As the services of this deployment have it.</summary>
    public static TokenTransport Transport { get; } =
        new(
            new ServiceDefaults.Internal.InternalCredential(
                new ConfigurationBuilder().AddInMemoryCollection([new("INTERNAL_CREDENTIAL", InternalCredential)]).Build()
            )
        );

    public FakeTimeProvider Clock { get; }

    public IServiceProvider Services => _app.Services;

    public Contract.Sessions.SessionsClient Client { get; }

    public static Task<SessionsHost> StartAsync(params string[] settings)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        return StartAsync(clock, builder => builder.Services.AddSingleton<TimeProvider>(clock), settings);
    }

    /// <summary>Under the machine's clock, for requests that wait for each other.</summary>
    /// <param name="configure">Runs before the build.</param>
    public static Task<SessionsHost> StartOnSystemTimeAsync(Action<WebApplicationBuilder> configure, params string[] settings) =>
        StartAsync(new FakeTimeProvider(), configure, settings);

    private static async Task<SessionsHost> StartAsync(
        FakeTimeProvider clock,
        Action<WebApplicationBuilder> configure,
        params string[] settings
    )
    {
        string[] args =
        [
            $"--INTERNAL_CREDENTIAL={InternalCredential}",
            "--Kestrel:Endpoints:grpc:Url=http://127.0.0.1:0",
            "--Kestrel:Endpoints:grpc:Protocols=Http2",
            "--Kestrel:Endpoints:health:Url=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=Warning",
            .. settings,
        ];
        var app = SessionsApp.Build(args, configure);
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
        return token is null ? metadata : Transport.Add(metadata, new GitLabCredential(CredentialKind.Bearer, new GitLabToken(token)));
    }

    /// <summary>A request as the Edge sends it, and once more with the owner of the token where Sessions asks for it.</summary>
    public Task<AdmitResponse> AskAsync(string? id, string? token, RequestKind kind) => AskAsync(id, token, kind, user: "7");

    public async Task<AdmitResponse> AskAsync(string? id, string? token, RequestKind kind, string user, bool onlyReads = false)
    {
        var caller = CallerOf(id, token);
        var answer = await Client.AdmitAsync(new() { Caller = caller, Kind = kind }, As(token));
        if (answer.Unverified is not null)
        {
            caller.Verification = new() { UserId = user, OnlyReads = onlyReads };
            answer = await Client.AdmitAsync(new() { Caller = caller, Kind = kind }, As(token));
        }

        return answer;
    }

    /// <summary>One request of an Edge that may know other replicas.</summary>
    public async Task<AdmitResponse> AskOnceAsync(string? id, string? token, bool mayGoElsewhere)
    {
        var caller = CallerOf(id, token);
        caller.MayGoElsewhere = mayGoElsewhere;
        return await Client.AdmitAsync(new() { Caller = caller, Kind = RequestKind.Call }, As(token));
    }

    /// <summary>The token that a request with the id alone runs with; null when the request is refused.</summary>
    public async Task<string?> TokenOfAsync(string id)
    {
        using var call = Client.AdmitAsync(new() { Caller = CallerOf(id, token: null), Kind = RequestKind.Call }, As(null));
        var headers = await call.ResponseHeadersAsync;
        await call.ResponseAsync;
        return Transport.Find(headers)?.Token.Reveal();
    }

    public async Task<CloseResponse> CloseAsync(string id, string? token)
    {
        var caller = CallerOf(id, token);
        var answer = await Client.CloseAsync(new() { Caller = caller }, As(token));
        if (answer.Unverified is not null)
        {
            caller.Verification = new() { UserId = "7" };
            answer = await Client.CloseAsync(new() { Caller = caller }, As(token));
        }

        return answer;
    }

    private static Caller CallerOf(string? id, string? token) =>
        new()
        {
            SessionId = id ?? "",
            Instance = "https://gitlab.example/api/v4",
            Credential = token is null ? Credential.Absent : Credential.Present,
            ClientAddress = "10.0.0.1",
        };

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
