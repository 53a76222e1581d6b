using System.Collections.Concurrent;
using System.Net;
using GitLabMcp.Edge.OAuth;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.ServiceDefaults.Internal;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GitLabMcp.Edge.Tests.OAuth;

/// <summary>An Edge that signs users in, as a real host. What lies behind it is answered by stubs: the grants of Sessions and the calls of
/// GitLabTools have tests of their own.</summary>
internal sealed class SignInHost : IAsyncDisposable
{
    public const string Redirect = "http://127.0.0.1:7777/callback";

    private readonly WebApplication _app;

    private SignInHost(WebApplication app, string url, StubSessions sessions, StubGitLabTools gitlab, FakeTimeProvider time)
    {
        (_app, Url, Sessions, GitLab, Time) = (app, url, sessions, gitlab, time);
    }

    public string Url { get; }

    public StubSessions Sessions { get; }

    public StubGitLabTools GitLab { get; }

    public FakeTimeProvider Time { get; }

    public static Task<SignInHost> StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    public static async Task<SignInHost> StartAsync(Action<IServiceCollection> change, params string[] settings)
    {
        var (sessions, gitlab) = (new StubSessions(), new StubGitLabTools());
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        var port = FreePort.Next();
        var url = $"http://127.0.0.1:{port}";
        var app = EdgeApp.Build(
            [
                "--STREAMABLE_HTTP=true",
                "--REMOTE_AUTHORIZATION=true",
                "--HOST=127.0.0.1",
                $"--PORT={port}",
                "--SHUTDOWN_DELAY_SECONDS=0",
                $"--INTERNAL_CREDENTIAL={new string('i', 32)}",
                "--GITLAB_API_URL=https://gitlab.example.com/api/v4",
                "--GITLAB_MCP_OAUTH=true",
                $"--MCP_SERVER_URL={url}",
                "--GITLAB_OAUTH_APP_ID=application",
                $"--SESSION_KEYS={new string('k', 32)}",
                .. settings,
            ],
            builder =>
            {
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
                builder.Services.Replace(ServiceDescriptor.Singleton<SessionsClient>(sessions));
                builder.Services.Replace(ServiceDescriptor.Singleton<GitLabToolsClient>(gitlab));
                builder.Services.RemoveAll<Microsoft.Extensions.Hosting.IHostedService>();
                builder.Logging.ClearProviders();
                change(builder.Services);
            }
        );
        await app.StartAsync();
        return new SignInHost(app, url, sessions, gitlab, time);
    }

    /// <summary>Another host with the same keys that signs in for the same address, as a second replica.</summary>
    public Browser NewBrowser() => new(new Uri(Url));

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }
}

/// <summary>Sessions as far as a sign-in needs it.</summary>
internal sealed class StubSessions : SessionsClient
{
    private readonly ConcurrentDictionary<string, bool> _consumed = new();

    public int Attempts { get; private set; }

    /// <summary>From this many open attempts on, an address is refused.</summary>
    public int MaxAttempts { get; set; } = 1000;

    public List<CreateGrantRequest> Grants { get; } = [];

    public List<string> Redeemed { get; } = [];

    /// <summary>The connections, by their names, whose replicas do not reach the store and name another one.</summary>
    public Queue<string> SentElsewhere { get; } = [];

    public List<string?> Tried { get; } = [];

    public List<string> RequestNames { get; } = [];

    public GrantTokensResponse Tokens { get; set; } = new() { Refused = GrantRefusal.InvalidGrant };

    public override AsyncUnaryCall<CountAttemptResponse> CountAttemptAsync(
        CountAttemptRequest request,
        Metadata headers,
        DateTime? deadline,
        CancellationToken cancellationToken
    )
    {
        Attempts += request.Succeeded ? -1 : 1;
        return Answer(
            new CountAttemptResponse { Refused = Attempts > MaxAttempts ? new Refused { Reason = RefusalReason.AuthFailures } : null }
        );
    }

    public override AsyncUnaryCall<ConsumeConfirmationResponse> ConsumeConfirmationAsync(
        ConsumeConfirmationRequest request,
        Metadata headers,
        DateTime? deadline,
        CancellationToken cancellationToken
    ) =>
        Answer(
            new ConsumeConfirmationResponse { Outcome = _consumed.TryAdd(request.Name, true) ? ConsumeOutcome.First : ConsumeOutcome.Again }
        );

    public override AsyncUnaryCall<CreateGrantResponse> CreateGrantAsync(
        CreateGrantRequest request,
        Metadata headers,
        DateTime? deadline,
        CancellationToken cancellationToken
    )
    {
        Grants.Add(request);
        return Answer(new CreateGrantResponse { GrantId = $"grant-{Grants.Count}" });
    }

    public override AsyncUnaryCall<GrantTokensResponse> RedeemGrantAsync(
        RedeemGrantRequest request,
        Metadata headers,
        DateTime? deadline,
        CancellationToken cancellationToken
    )
    {
        Redeemed.Add(request.GrantId);
        RequestNames.Add(request.RequestName);
        Tried.Add(headers.GetValue(Impairment.TriedHeader));
        return SentElsewhere.TryDequeue(out var connection)
            ? Answer(new GrantTokensResponse { Elsewhere = new() }, new Metadata { { Impairment.Header, connection } })
            : Answer(Tokens);
    }

    internal static AsyncUnaryCall<T> Answer<T>(T value) => Answer(value, []);

    private static AsyncUnaryCall<T> Answer<T>(T value, Metadata headers) =>
        new(Task.FromResult(value), Task.FromResult(headers), () => Status.DefaultSuccess, () => [], () => { });
}

/// <summary>GitLabTools as far as a sign-in needs it.</summary>
internal sealed class StubGitLabTools : GitLabToolsClient
{
    public SignInResponse Answer { get; set; } =
        new()
        {
            SignedIn = new SignedIn
            {
                UserId = "7",
                UserName = "alice",
                Scope = "api",
                ExpiresInSeconds = 7200,
                InAGroup = true,
            },
        };

    public int Exchanges { get; private set; }

    public int Revocations { get; private set; }

    public override AsyncUnaryCall<SignInResponse> ExchangeCodeAsync(
        ExchangeCodeRequest request,
        Metadata headers,
        DateTime? deadline,
        CancellationToken cancellationToken
    )
    {
        Exchanges++;
        return StubSessions.Answer(Answer);
    }

    public override AsyncUnaryCall<RevokeTokenResponse> RevokeTokenAsync(
        RevokeTokenRequest request,
        Metadata headers,
        DateTime? deadline,
        CancellationToken cancellationToken
    )
    {
        Revocations++;
        return StubSessions.Answer(new RevokeTokenResponse { Revoked = true });
    }
}
