using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>What stands before several Edges in a deployment, at its least helpful: each request goes to the next one, and past one that
/// does not listen.</summary>
public sealed class RoundRobinProxy : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly IReadOnlyList<Uri> _edges;
    private readonly int[] _requests;
    private readonly WebApplication _app;
    private int _next = -1;
    private int _answersToLose;

    private RoundRobinProxy(IReadOnlyList<Uri> edges, int port)
    {
        _edges = edges;
        _requests = new int[edges.Count];
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        _app = builder.Build();
        _app.Run(ForwardAsync);
    }

    public Uri Endpoint => new(new Uri(_app.Urls.First()), "/mcp");

    /// <summary>How many requests each Edge got.</summary>
    public IReadOnlyList<int> Requests => _requests;

    public static Task<RoundRobinProxy> StartAsync(IReadOnlyList<Uri> edges) => StartAsync(edges, port: 0);

    /// <param name="edges">In the order in which they get requests.</param>
    /// <param name="port">Where it listens; 0 for any free port.</param>
    public static async Task<RoundRobinProxy> StartAsync(IReadOnlyList<Uri> edges, int port)
    {
        var proxy = new RoundRobinProxy(edges, port);
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>The answer to the next request never arrives.</summary>
    public void LoseNextAnswer() => _answersToLose = 1;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var answer = await SendAsync(context);
        if (Interlocked.Exchange(ref _answersToLose, 0) > 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!IsOfOneConnection(name))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        if (answer.StatusCode != HttpStatusCode.NoContent)
        {
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpContext context)
    {
        for (var tries = 1; ; tries++)
        {
            var edge = (int)((uint)Interlocked.Increment(ref _next) % _edges.Count);
            Interlocked.Increment(ref _requests[edge]);
            using var request = RequestTo(_edges[edge], context.Request);
            try
            {
                return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError && tries < _edges.Count)
            {
                // Nothing was sent.
            }
        }
    }

    private static HttpRequestMessage RequestTo(Uri edge, HttpRequest from)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), new Uri(edge, from.Path + from.QueryString));
        if (from.ContentLength > 0 || from.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(from.Body);
        }

        foreach (var (name, values) in from.Headers)
        {
            if (!IsOfOneConnection(name) && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        return request;
    }

    private static bool IsOfOneConnection(string header) =>
        header.ToUpperInvariant() is "HOST" or "CONNECTION" or "KEEP-ALIVE" or "TRANSFER-ENCODING" or "UPGRADE";
}
