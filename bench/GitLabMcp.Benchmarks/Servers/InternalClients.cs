using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.Internal;
using GitLabMcp.Sessions.Contract;
using Google.Protobuf;
using Grpc.Core;
using GitLabToolsClient = GitLabMcp.GitLabTools.Contract.GitLabTools.GitLabToolsClient;
using SessionsClient = GitLabMcp.Sessions.Contract.Sessions.SessionsClient;

namespace GitLabMcp.Benchmarks.Servers;

/// <summary>The gRPC clients of Sessions and GitLabTools, made as the Edge makes its own.</summary>
internal sealed class InternalClients : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly SessionsClient _sessions;
    private readonly GitLabToolsClient _tools;
    private readonly TokenTransport _transport;
    private readonly string _api;

    public InternalClients(OurServices ours)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(ours.Addresses(separator: ":").Select(static pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .AddInMemoryCollection([KeyValuePair.Create("INTERNAL_CREDENTIAL", (string?)ours.Credential)])
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration).AddLogging().AddServiceDiscovery();
        services.AddInternalGrpcClient<SessionsClient>("http://_grpc.sessions", static invoker => new(invoker));
        services.AddInternalGrpcClient<GitLabToolsClient>("http://_grpc.gitlab-tools", static invoker => new(invoker));
        _services = services.BuildServiceProvider();
        (_sessions, _tools) = (_services.GetRequiredService<SessionsClient>(), _services.GetRequiredService<GitLabToolsClient>());
        _transport = new TokenTransport(_services.GetRequiredService<InternalCredential>());
        _api = ours.GitLabApi;
    }

    /// <summary>Creates a session as `initialize` does, with GitLab's answer about the token given.</summary>
    /// <returns>The session's id.</returns>
    public async Task<string> OpenAsync(int person, CancellationToken ct)
    {
        var caller = CallerOf(person, sessionId: "");
        caller.Verification = new() { UserId = People.UserId(person).ToString(CultureInfo.InvariantCulture) };
        var request = new AdmitRequest { Caller = caller, Kind = RequestKind.Initialize };
        var answer = await _sessions.AdmitAsync(request, HeadersOf(person), cancellationToken: ct);
        return answer.Admitted?.SessionId ?? throw new InvalidOperationException($"Sessions opened no session: {answer}");
    }

    /// <summary>What Sessions does for one call of a user.</summary>
    public Call Admit(int person, string sessionId)
    {
        var request = new AdmitRequest { Caller = CallerOf(person, sessionId), Kind = RequestKind.Call };
        return async ct =>
        {
            var answer = await _sessions.AdmitAsync(request, HeadersOf(person), cancellationToken: ct);
            return answer.Admitted is not null ? true : throw new InvalidOperationException($"Sessions did not admit: {answer}");
        };
    }

    /// <summary>What GitLabTools does for one call of a user.</summary>
    public Call GetProject(int person)
    {
        var request = new GitLabMcp.GitLabTools.Contract.CallToolRequest
        {
            Name = "get_project",
            Arguments = ByteString.CopyFromUtf8("""{"project_id":"1"}"""),
        };
        return async ct =>
        {
            var headers = HeadersOf(person);
            headers.Add(CredentialMetadata.Principal, string.Create(CultureInfo.InvariantCulture, $"bench-{person}"));
            var answer = await _tools.CallToolAsync(request, headers, cancellationToken: ct);
            return answer.Result is { IsError: false }
                ? true
                : throw new InvalidOperationException($"GitLabTools did not read the project: {answer}");
        };
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private Caller CallerOf(int person, string sessionId) =>
        new()
        {
            SessionId = sessionId,
            Instance = _api,
            Credential = Credential.Present,
            ClientAddress = "127.0.0.1",
        };

    private Metadata HeadersOf(int person) =>
        _transport.Add([], new GitLabCredential(CredentialKind.Bearer, new GitLabToken(People.Token(person))));
}
