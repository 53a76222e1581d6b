using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using GitLabMcp.Faults.History;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GitLabMcp.Faults.GitLab;

/// <summary>A GitLab of one purpose: it answers with the owner of the token and with the nonce of the request (`nonce=n7; owner=alice;`),
/// writes every call down, and misbehaves when told.</summary>
public sealed class NonceGitLab : IAsyncDisposable
{
    private const string Root = "/api/v4/";
    private const string Projects = Root + "projects/";

    private readonly ConcurrentDictionary<string, string> _users = new();
    private readonly ConcurrentDictionary<string, GitLabFault> _faultsOfUsers = new();
    private readonly Func<RunHistory> _history;
    private readonly WebApplication _app;
    private volatile Mood _mood = new(GitLabFault.None);
    private int _abandoned;

    private NonceGitLab(Func<RunHistory> history, int port)
    {
        (_history, Port) = (history, port);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}").UseKestrelCore();
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    public int Port { get; }

    public GitLabFault Fault => _mood.Fault;

    /// <summary>How many callers went away while they waited for an answer.</summary>
    public int Abandoned => Volatile.Read(ref _abandoned);

    public static async Task<NonceGitLab> StartAsync(Func<RunHistory> history, int port)
    {
        var gitLab = new NonceGitLab(history, port);
        await gitLab._app.StartAsync();
        return gitLab;
    }

    public void AddToken(string token, string user) => _users[token] = user;

    /// <summary>To everybody from now on. What stalls under the fault before goes on.</summary>
    public void Set(GitLabFault fault)
    {
        var before = _mood;
        _mood = new Mood(fault);
        before.Over.TrySetResult();
    }

    /// <summary>To one user, whatever happens to the others.</summary>
    public void Set(string user, GitLabFault fault) => _faultsOfUsers[user] = fault;

    /// <summary>Behaves well to everybody.</summary>
    public void BehaveAgain()
    {
        _faultsOfUsers.Clear();
        Set(GitLabFault.None);
    }

    public async ValueTask DisposeAsync()
    {
        Set(GitLabFault.None);
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var token = http.Request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var sent] ? sent : "";
        if (!_users.TryGetValue(token, out var user))
        {
            await WriteAsync(http, 401, """{"message":"401 Unauthorized"}""");
        }
        else if (target == Root + "user")
        {
            await WriteAsync(http, 200, $$"""{"id":{{Number(user)}},"username":"{{user}}","name":"{{user}}","state":"active"}""");
        }
        else if (target.StartsWith(Projects, StringComparison.Ordinal))
        {
            await ServeCallAsync(http, target, token, user);
        }
        else
        {
            await WriteAsync(http, 404, """{"message":"404 Not Found"}""");
        }
    }

    private async Task ServeCallAsync(HttpContext http, string target, string token, string user)
    {
        var isWrite = HttpMethods.IsPost(http.Request.Method);
        var nonce = isWrite ? await TitleAsync(http) : NonceOf(target);
        var mood = _mood;
        var fault = _faultsOfUsers.TryGetValue(user, out var own) ? own : mood.Fault;
        var fails = fault is GitLabFault.TooMany || (fault is GitLabFault.Errors(var share) && Random.Shared.NextDouble() < share);
        var history = _history();
        history.Add(new GitLabCall(history.Now, token, user, nonce, isWrite, Happened: !fails));
        var answer = Answer(target, nonce, user, isWrite);
        switch (fault)
        {
            case GitLabFault.TooMany(var retryAfter):
                http.Response.Headers["RateLimit-Remaining"] = "0";
                if (retryAfter is not null)
                {
                    http.Response.Headers.RetryAfter = retryAfter;
                }

                await WriteAsync(http, 429, "Retry later\n", "text/plain");
                break;
            case GitLabFault.Errors when fails:
                await WriteAsync(http, Random.Shared.Next(2) == 0 ? 500 : 502, """{"message":"500 Internal Server Error"}""");
                break;
            case GitLabFault.Stall:
                await StallAsync(http, mood);
                await WriteAsync(http, isWrite ? 201 : 200, answer);
                break;
            case GitLabFault.Reset:
                http.Abort();
                break;
            case GitLabFault.Truncate:
                http.Response.ContentType = "application/json";
                http.Response.ContentLength = answer.Length;
                await http.Response.WriteAsync(answer[..(answer.Length / 2)]);
                await http.Response.Body.FlushAsync();
                http.Abort();
                break;
            case GitLabFault.Page:
                await WriteAsync(
                    http,
                    200,
                    "<!DOCTYPE html><html><body><form action=\"/users/sign_in\"></form></body></html>",
                    "text/html"
                );
                break;
            case GitLabFault.Flood(var bytes):
                await FloodAsync(http, bytes);
                break;
            default:
                await WriteAsync(http, isWrite ? 201 : 200, answer);
                break;
        }
    }

    private async Task StallAsync(HttpContext http, Mood mood)
    {
        try
        {
            await mood.Over.Task.WaitAsync(http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _abandoned);
            throw;
        }
    }

    private static async Task FloodAsync(HttpContext http, long bytes)
    {
        http.Response.ContentType = "application/json";
        var block = Encoding.ASCII.GetBytes("[\"" + new string('x', 65_530) + "\"]");
        for (long sent = 0; sent < bytes && !http.RequestAborted.IsCancellationRequested; sent += block.Length)
        {
            await http.Response.Body.WriteAsync(block, http.RequestAborted);
        }
    }

    private static async Task WriteAsync(HttpContext http, int status, string body, string type = "application/json")
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        http.Response.ContentLength = Encoding.UTF8.GetByteCount(body);
        await http.Response.WriteAsync(body, http.RequestAborted);
    }

    private static async Task<string> TitleAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        return body.RootElement.GetProperty("title").GetString()!;
    }

    /// <summary>`n7` of `/api/v4/projects/load%2Fn7` and of `/api/v4/projects/1/issues?search=n7&amp;…`.</summary>
    private static string NonceOf(string target)
    {
        var (path, query) = target.Split('?', 2) is [var before, var after] ? (before, after) : (target, "");
        return query.Split('&').FirstOrDefault(part => part.StartsWith("search=", StringComparison.Ordinal)) is { } search
            ? search["search=".Length..]
            : Uri.UnescapeDataString(path[Projects.Length..]).Split('/')[^1];
    }

    private static string Answer(string target, string nonce, string user, bool isWrite)
    {
        var mark = $"nonce={nonce}; owner={user};";
        var issue = $$"""
            {"id":1,"iid":1,"project_id":1,"title":"{{mark}}","state":"opened","labels":[],"author":{"id":1,"username":"{{user}}"} }
            """;
        return isWrite ? issue
            : target.Contains("/issues", StringComparison.Ordinal) ? $"[{issue}]"
            : $$"""{"id":1,"name":"app","path_with_namespace":"load/{{nonce}}","description":"{{mark}}","default_branch":"main"}""";
    }

    /// <summary>A number for each user: the digits of their name.</summary>
    private static string Number(string user) => new([.. user.Where(char.IsAsciiDigit)]);

    /// <summary>A fault, and the moment when another one takes its place.</summary>
    private sealed record Mood(GitLabFault Fault)
    {
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
