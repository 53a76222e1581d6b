using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using GitLabMcp.Fake.GraphQL;
using GitLabMcp.Fake.Http;
using GitLabMcp.Fake.OAuth;
using GitLabMcp.Fake.Routes;
using GitLabMcp.Fake.Web;
using GitLabMcp.Fake.World;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GitLabMcp.Fake;

/// <summary>A small real HTTP server that behaves like GitLab: the only double of the tests, and the demo's GitLab.
/// <code>await using var gitlab = await new FakeGitLab().WithUser("alice", token).WithProject("group/app").StartAsync();</code></summary>
public sealed class FakeGitLab : IAsyncDisposable
{
    private const int MostRequestsKept = 20_000;

    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly List<Script> _scripts = [];
    private readonly Lock _scriptsLock = new();
    private RouteTable _routes = GitLabRoutes.All();
    private bool _isDemo;
    private Script[] _active = [];
    private X509Certificate2? _certificate;
    private WebApplication? _app;

    public FakeGitLab() => SignIn = new FakeSignIn(World);

    public GitLabWorld World { get; } = new();

    /// <summary>GitLab's OAuth endpoints.</summary>
    public FakeSignIn SignIn { get; }

    /// <summary>Keep requests for assertions (the newest 20,000). Off for load runs.</summary>
    public bool Recording { get; set; } = true;

    /// <summary>Every request that came, oldest first, scripted and refused ones included.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _requests.ToArray();

    /// <summary><c>http://127.0.0.1:port</c>, without a slash at the end.</summary>
    public string Origin => _app?.Urls.First().TrimEnd('/') ?? throw new InvalidOperationException("StartAsync first.");

    /// <summary>What GITLAB_API_URL is set to.</summary>
    public string ApiUrl => Origin + "/api/v4";

    /// <summary>A user with any number of personal tokens that may do everything.</summary>
    public FakeGitLab WithUser(string username, params string[] tokens)
    {
        var user = World.AddUser(username);
        foreach (var token in tokens)
        {
            World.AddToken(new FakeToken(token, user));
        }

        return this;
    }

    /// <summary>Another token of a user: of another kind, with fewer scopes, or already expired.</summary>
    public FakeGitLab WithToken(string username, string token, TokenKind kind = TokenKind.Personal, string[]? scopes = null)
    {
        World.AddToken(new FakeToken(token, World.User(username)) { Kind = kind, Scopes = scopes ?? ["api"] });
        return this;
    }

    /// <summary>An application that users can sign in to.</summary>
    public FakeGitLab WithApplication(FakeApplication application)
    {
        SignIn.Add(application);
        return this;
    }

    /// <summary>A project by its full path; the group is made when it is missing. Ids count from 1.</summary>
    public FakeGitLab WithProject(string fullPath, Action<FakeProject>? furnish = null)
    {
        var project = World.AddProject(fullPath);
        furnish?.Invoke(project);
        return this;
    }

    /// <summary>Speaks TLS, as who this certificate says.</summary>
    public FakeGitLab WithCertificate(X509Certificate2 certificate)
    {
        _certificate = certificate;
        return this;
    }

    /// <summary>For people to try: also serves repositories, merge requests, pipelines and milestones, says so where it lacks
    /// something, and its web addresses lead to itself.</summary>
    public FakeGitLab AsDemo()
    {
        (_routes, _isDemo) = (GitLabRoutes.OfDemo(), true);
        World.GoLive();
        return this;
    }

    /// <summary>The token answers 401 from now on.</summary>
    public void Revoke(string token) => World.Revoke(token);

    /// <summary>Answers requests for this method and path (as sent, escapes included; a `*` at its end matches any rest;
    /// the query is not compared; a GraphQL operation is `/api/graphql#itsName`) in another way than GitLab would.
    /// The newest script wins.</summary>
    public ScriptBuilder On(string method, string path) => new(this, method, path);

    /// <summary>Forgets all scripts.</summary>
    public void BehaveAgain()
    {
        lock (_scriptsLock)
        {
            _scripts.Clear();
            _active = [];
        }
    }

    public void ForgetRequests() => _requests.Clear();

    /// <summary>Starts on a free loopback port, or where <paramref name="urls"/> says (`;` between several).</summary>
    public async Task<FakeGitLab> StartAsync(string urls = "http://127.0.0.1:0")
    {
        // Empty: the settings of the service under test, in the same folder, are not ours.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseUrls(urls);
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(options =>
            {
                options.AddServerHeader = false;
                options.ConfigureEndpointDefaults(listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    if (_certificate is not null)
                    {
                        listen.UseHttps(_certificate);
                    }
                });
            });
        var app = builder.Build();
        app.Run(ServeAsync);
        await app.StartAsync();
        _app = app;
        return this;
    }

    /// <summary>Takes no more connections, and ends those there are.</summary>
    public Task StopAsync() => _app!.StopAsync(new CancellationToken(canceled: true));

    public Task WaitForShutdownAsync() => _app!.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var script in _active)
        {
            script.Release();
        }

        if (_app is not null)
        {
            await _app.StopAsync(new CancellationToken(canceled: true));
            await _app.DisposeAsync();
        }
    }

    internal void Add(Script script)
    {
        lock (_scriptsLock)
        {
            _scripts.Insert(0, script);
            _active = [.. _scripts];
        }
    }

    private Task ServeAsync(HttpContext http)
    {
        var request = Incoming.From(http);
        var token = World.TokenOf(http.Request.Headers);

        // The path that load runs take: nothing recorded, nothing scripted, bytes that were built before.
        if (
            !Recording
            && !_isDemo
            && _active.Length == 0
            && request.Method == "GET"
            && token is { Revoked: false }
            && World.PrebuiltProject(request.Target) is { } bytes
        )
        {
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = bytes.Length;
            return http.Response.Body.WriteAsync(bytes).AsTask();
        }

        return ServeAsync(http, request, token);
    }

    /// <summary>A server that starts asks once, without a token, whether a GitLab answers here. That is no call of a user.</summary>
    private static bool IsProbe(Incoming request, FakeToken? token) => token is null && request.Path == "/api/v4/metadata";

    private async Task ServeAsync(HttpContext http, Incoming request, FakeToken? token)
    {
        var body = await Incoming.ReadBodyAsync(http);
        if (Recording && !IsProbe(request, token))
        {
            _requests.Enqueue(RecordedRequest.Of(http, request, body, token?.User.Username));
            while (_requests.Count > MostRequestsKept)
            {
                _requests.TryDequeue(out _);
            }
        }

        var asked =
            request.Path == "/api/graphql" ? new Incoming(request.Method, request.Path + "#" + Incoming.OperationName(body)) : request;
        if (Array.Find(_active, script => script.Takes(asked)) is { } script)
        {
            await script.PlayAsync(http);
            if (script.Answers)
            {
                return;
            }
        }

        if (request.Path.StartsWith("/oauth/", StringComparison.Ordinal))
        {
            var authorization = http.Request.Headers.Authorization.ToString();
            var bearer = authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization[7..] : null;
            await SignIn.Answer(request, body, bearer).WriteAsync(http, request);
            return;
        }

        if (request.Path == "/.well-known/oauth-authorization-server")
        {
            await Answer.Json(FakeSignIn.Metadata($"{http.Request.Scheme}://{http.Request.Host}")).WriteAsync(http, request);
            return;
        }

        if (_isDemo && request.Path == "/api/graphql")
        {
            await GraphQLEndpoint.Answer(World, body, token).At($"http://{http.Request.Host}").WriteAsync(http, request);
            return;
        }

        if (_isDemo && request.Method is ("GET" or "HEAD") && !request.Path.StartsWith("/api/", StringComparison.Ordinal))
        {
            await WebPages.Answer(World, request.Path).WriteAsync(http, request);
            return;
        }

        var answer = _routes.Answer(World, request, body, http.Request.ContentType, token);
        await (_isDemo ? answer.At($"http://{http.Request.Host}") : answer).WriteAsync(http, request);
    }
}
