using System.Text;
using GitLabMcp.Faults.GitLab;
using GitLabMcp.Faults.History;

namespace GitLabMcp.Faults.Clients;

/// <summary>One user with tokens and sessions, whose requests are written down.</summary>
public sealed class Caller : IDisposable
{
    private const string Sessionless = "2026-07-28";

    private static long _nonces;

    private readonly HttpClient _http;
    private readonly Balancer _balancer;
    private readonly NonceGitLab _gitLab;
    private readonly Func<RunHistory> _history;
    private volatile string _token;

    public Caller(string user, Balancer balancer, NonceGitLab gitLab, Func<RunHistory> history)
    {
        (User, _balancer, _gitLab, _history) = (user, balancer, gitLab, history);
        var limits = history().Limits;
        _http = new(
            new SocketsHttpHandler
            {
                UseCookies = false,
                AllowAutoRedirect = false,
                ConnectTimeout = TimeSpan.FromSeconds(2),
            }
        )
        {
            // Later than the server has to end it by itself.
            Timeout = limits.Deadline + limits.Grace + TimeSpan.FromSeconds(5),
        };
        _token = NewToken();
    }

    public string User { get; }

    public string Token => _token;

    /// <summary>Another token of the same user, which GitLab knows from now on.</summary>
    public string NewToken()
    {
        var token = $"glpat-{User}-{Guid.NewGuid():N}";
        _gitLab.AddToken(token, User);
        return _token = token;
    }

    /// <summary>Starts a session; its id is in the answer.</summary>
    public Task<Call> InitializeAsync(Random random) =>
        SendAsync(
            random,
            new Request(CallKind.Initialize, Token, SessionId: null)
            {
                Body = """
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{
                  "protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"load","version":"1"}}}
                """,
            },
            CancellationToken.None
        );

    /// <summary>Reads from GitLab, by one tool or another.</summary>
    /// <param name="token">Null for the id alone.</param>
    public Task<Call> ReadAsync(Random random, string? token, string? sessionId, CancellationToken gone = default)
    {
        var nonce = NewNonce();
        return random.Next(2) == 0
            ? CallToolAsync(random, CallKind.Read, token, sessionId, nonce, "get_project", $$"""{"project_id":"load/{{nonce}}"}""", gone)
            : CallToolAsync(
                random,
                CallKind.Read,
                token,
                sessionId,
                nonce,
                "list_issues",
                $$"""{"project_id":"1","search":"{{nonce}}"}""",
                gone
            );
    }

    public Task<Call> WriteAsync(Random random, string? token, string? sessionId, CancellationToken gone = default)
    {
        var nonce = NewNonce();
        var arguments = $$"""{"project_id":"1","title":"{{nonce}}"}""";
        return CallToolAsync(random, CallKind.Write, token, sessionId, nonce, "create_issue", arguments, gone);
    }

    /// <summary>Reads in the version without sessions.</summary>
    public Task<Call> ReadSessionlessAsync(Random random)
    {
        var nonce = NewNonce();
        return SendAsync(
            random,
            new Request(CallKind.Read, Token, SessionId: null)
            {
                Nonce = nonce,
                Tool = "get_project",
                IsSessionless = true,
                Body = $$$"""
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{
                  "name":"get_project","arguments":{"project_id":"load/{{{nonce}}}"},
                  "_meta":{"io.modelcontextprotocol/protocolVersion":"{{{Sessionless}}}",
                    "io.modelcontextprotocol/clientInfo":{"name":"load","version":"1"},
                    "io.modelcontextprotocol/clientCapabilities":{ } } } }
                """,
            },
            CancellationToken.None
        );
    }

    public Task<Call> ListToolsAsync(Random random, string? token, string? sessionId) =>
        SendAsync(
            random,
            new Request(CallKind.ListTools, token, sessionId) { Body = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""" },
            CancellationToken.None
        );

    public Task<Call> DeleteAsync(Random random, string? token, string sessionId) =>
        SendAsync(random, new Request(CallKind.Delete, token, sessionId), CancellationToken.None);

    public void Dispose() => _http.Dispose();

    private static string NewNonce() => $"n{Interlocked.Increment(ref _nonces)}";

    private Task<Call> CallToolAsync(
        Random random,
        CallKind kind,
        string? token,
        string? sessionId,
        string nonce,
        string tool,
        string arguments,
        CancellationToken gone
    ) =>
        SendAsync(
            random,
            new Request(kind, token, sessionId)
            {
                Nonce = nonce,
                Tool = tool,
                Body = $$$"""
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}} } }
                """,
            },
            gone
        );

    private async Task<Call> SendAsync(Random random, Request request, CancellationToken gone)
    {
        var history = _history();
        var acceptsEvents = random.Next(2) == 0;
        var call = new Call
        {
            Start = history.Now,
            End = default,
            Edge = _balancer.Choose(random),
            Kind = request.Kind,
            User = User,
            Token = request.Token,
            SessionId = request.SessionId,
            IsSessionless = request.IsSessionless,
            Nonce = request.Nonce,
        };
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var message = Message(request, _balancer.Address(call.Edge), acceptsEvents);
                using var response = await _http.SendAsync(message, gone);
                var text = await response.Content.ReadAsStringAsync(gone);
                call = AnswerReader.Read(call, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text);
                call = call with { RetryAfter = (int?)response.Headers.RetryAfter?.Delta?.TotalSeconds };
                if (request.Kind == CallKind.Initialize && response.Headers.TryGetValues("mcp-session-id", out var ids))
                {
                    call = call with { SessionId = ids.Single() };
                }
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError && attempt < 2)
            {
                // Nothing was sent, so a balancer takes the next one.
                _balancer.TakeOut(call.Edge);
                call = call with { Edge = _balancer.Choose(random) };
                continue;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                call = call with { Problem = AnswerReader.Beginning($"{e.GetType().Name} {e.Message}") };
            }

            call = call with { End = history.Now };

            // Who goes away gets no answer, and that is no fault of anybody.
            if (!gone.IsCancellationRequested)
            {
                history.Add(call);
            }

            return call;
        }
    }

    private static HttpRequestMessage Message(Request request, Uri address, bool acceptsEvents)
    {
        var message = new HttpRequestMessage(request.Kind == CallKind.Delete ? HttpMethod.Delete : HttpMethod.Post, address);
        if (request.Body is { } body)
        {
            message.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        Add("Accept", acceptsEvents ? "application/json, text/event-stream" : "application/json");
        Add("Authorization", request.Token is { } token ? "Bearer " + token : null);
        Add("mcp-session-id", request.SessionId);
        if (request.IsSessionless)
        {
            Add("MCP-Protocol-Version", Sessionless);
            Add("Mcp-Method", "tools/call");
            Add("Mcp-Name", request.Tool);
        }

        return message;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    private sealed record Request(CallKind Kind, string? Token, string? SessionId)
    {
        public string? Body { get; init; }

        public string? Nonce { get; init; }

        public string? Tool { get; init; }

        public bool IsSessionless { get; init; }
    }
}
