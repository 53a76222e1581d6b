using System.Globalization;
using System.Text;

namespace GitLabMcp.Fake.Http;

/// <summary>Says how a scripted request is answered; see <see cref="FakeGitLab.On"/>.</summary>
public sealed class ScriptBuilder(FakeGitLab gitlab, string method, string path)
{
    private static readonly (string, string) UsedUp = ("RateLimit-Remaining", "0");

    private int _times = int.MaxValue;

    /// <summary>Only the next so many requests; then the script is over.</summary>
    public ScriptBuilder Times(int times)
    {
        _times = times;
        return this;
    }

    public Script Answer(int status, string body, params (string Name, string Value)[] headers) =>
        Answer(
            status,
            body,
            body is ['<', ..] ? "text/html"
                : body is ['{', ..] or ['[', ..] ? "application/json"
                : "text/plain",
            headers
        );

    public Script Answer(int status, string body, string contentType, params (string Name, string Value)[] headers) =>
        Play(
            async (http, _) =>
            {
                http.Response.StatusCode = status;
                foreach (var (name, value) in headers)
                {
                    http.Response.Headers.Append(name, value);
                }

                if (body.Length > 0)
                {
                    http.Response.ContentType = contentType;
                    await http.Response.WriteAsync(body);
                }
            }
        );

    /// <summary>429 as GitLab says it when all requests of the user are used up; with no Retry-After when null.</summary>
    public Script RateLimit(int? retryAfterSeconds) =>
        retryAfterSeconds is { } seconds
            ? Answer(429, "Retry later\n", UsedUp, ("Retry-After", seconds.ToString(CultureInfo.InvariantCulture)))
            : Answer(429, "Retry later\n", UsedUp);

    /// <summary>429 as GitLab says it for one endpoint with a limit of its own, such as notes, search or exports.</summary>
    public Script EndpointRateLimit(params (string Name, string Value)[] headers) =>
        Answer(429, """{"message":{"error":"This endpoint has been requested too many times. Try again later."}}""", headers);

    public Script Redirect(int status, string location) => Answer(status, "", ("Location", location));

    /// <summary>Holds the request until <see cref="Script.Release"/>, then answers.</summary>
    public Script Stall(int status = 200, string body = "{}") =>
        Play(
            async (http, script) =>
            {
                await script.Released.WaitAsync(http.RequestAborted);
                http.Response.StatusCode = status;
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync(body);
            }
        );

    /// <summary>Holds the request until <see cref="Script.Release"/>; then GitLab answers it as usual.</summary>
    public Script Hold() => Play((http, script) => script.Released.WaitAsync(http.RequestAborted), answers: false);

    /// <summary>GitLab does what it is asked, and its answer never arrives.</summary>
    public Script LoseAnswer() =>
        Play(
            (http, _) =>
            {
                http.Response.OnStarting(() =>
                {
                    http.Abort();
                    return Task.CompletedTask;
                });
                return Task.CompletedTask;
            },
            answers: false
        );

    /// <summary>Breaks the connection without an answer.</summary>
    public Script Reset() =>
        Play(
            (http, _) =>
            {
                http.Abort();
                return Task.CompletedTask;
            }
        );

    /// <summary>Ends the connection in good order, without an answer.</summary>
    public Script HangUp() =>
        Play(
            (http, _) =>
            {
                http.Features.Get<Microsoft.AspNetCore.Connections.Features.IConnectionSocketFeature>()!
                    .Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
                return new TaskCompletionSource().Task.WaitAsync(http.RequestAborted);
            }
        );

    /// <summary>Promises more bytes than it sends, then breaks the connection.</summary>
    public Script Truncate(string body) =>
        Play(
            async (http, _) =>
            {
                http.Response.ContentType = "application/json";
                http.Response.ContentLength = Encoding.UTF8.GetByteCount(body) + 1000;
                await http.Response.WriteAsync(body);
                await http.Response.Body.FlushAsync();
                http.Abort();
            }
        );

    /// <summary>A text of any size, and only a part of it where the request has a range of bytes and GitLab knows ranges.</summary>
    public Script Text(byte[] body, bool knowsRanges) =>
        Play(
            async (http, _) =>
            {
                var sent = body.AsMemory();
                var range = http.Request.GetTypedHeaders().Range?.Ranges.SingleOrDefault();
                http.Response.ContentType = "text/plain";
                if (knowsRanges && range is not null)
                {
                    if (body.Length == 0)
                    {
                        http.Response.StatusCode = 416;
                        return;
                    }

                    var start = range.From ?? Math.Max(body.Length - range.To!.Value, 0);
                    var end = range.From is null ? body.Length - 1 : Math.Min(range.To ?? long.MaxValue, body.Length - 1);
                    sent = sent[(int)start..(int)(end + 1)];
                    http.Response.StatusCode = 206;
                    http.Response.Headers.ContentRange = $"bytes {start}-{end}/{body.Length}";
                }

                http.Response.ContentLength = sent.Length;
                await http.Response.Body.WriteAsync(sent, http.RequestAborted);
            }
        );

    /// <summary>Sends JSON of a known length, but its last byte only after <see cref="Script.Release"/>.</summary>
    public Script HoldEnd(ReadOnlyMemory<byte> json) =>
        Play(
            async (http, script) =>
            {
                http.Response.ContentType = "application/json";
                http.Response.ContentLength = json.Length;

                // Kestrel copies what is written at once.
                for (var sent = json[..^1]; sent.Length > 0; sent = sent[Math.Min(sent.Length, 65_536)..])
                {
                    await http.Response.Body.WriteAsync(sent[..Math.Min(sent.Length, 65_536)], http.RequestAborted);
                }

                await script.Released.WaitAsync(http.RequestAborted);
                await http.Response.Body.WriteAsync(json[^1..], http.RequestAborted);
            }
        );

    /// <summary>Sends so many bytes of JSON text.</summary>
    public Script Flood(long bytes) =>
        Play(
            async (http, _) =>
            {
                http.Response.ContentType = "application/json";
                var block = Encoding.ASCII.GetBytes("[\"" + new string('x', 65_530) + "\"]");
                for (long sent = 0; sent < bytes && !http.RequestAborted.IsCancellationRequested; sent += block.Length)
                {
                    await http.Response.Body.WriteAsync(block, http.RequestAborted);
                }
            }
        );

    private Script Play(Func<HttpContext, Script, Task> play, bool answers = true)
    {
        var script = new Script(method, path, _times, answers, play);
        gitlab.Add(script);
        return script;
    }
}

/// <summary>One scripted answer.</summary>
public sealed class Script
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _abandoned = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _method;
    private readonly string _path;
    private readonly Func<HttpContext, Script, Task> _play;
    private int _left;

    internal Script(string method, string path, int times, bool answers, Func<HttpContext, Script, Task> play) =>
        (_method, _path, _left, Answers, _play) = (method, path, times, answers, play);

    /// <summary>False when GitLab answers by itself after it.</summary>
    internal bool Answers { get; }

    /// <summary>Completes when the first request has come.</summary>
    public Task Reached => _reached.Task;

    internal Task Released => _released.Task;

    /// <summary>Completes when the caller of the first stalled request has gone away.</summary>
    public Task Abandoned => _abandoned.Task;

    /// <summary>Lets stalled requests go on.</summary>
    public void Release() => _released.TrySetResult();

    internal bool Takes(Incoming request) =>
        request.Method == _method
        && (_path is [.. var start, '*'] ? request.Path.StartsWith(start, StringComparison.Ordinal) : request.Path == _path)
        && Interlocked.Decrement(ref _left) >= 0;

    internal Task PlayAsync(HttpContext http)
    {
        http.RequestAborted.Register(() => _abandoned.TrySetResult());
        _reached.TrySetResult();
        return _play(http, this);
    }
}
