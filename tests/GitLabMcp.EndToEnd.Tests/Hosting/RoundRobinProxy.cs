using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>What stands before several Edges in a deployment, at its least helpful: each request goes to the next one.</summary>
public sealed class RoundRobinProxy : IAsyncDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    private readonly IReadOnlyList<Uri> _edges;
    private readonly int[] _requests;
    private readonly WebApplication _app;
    private int _next = -1;

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

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        var edge = (int)((uint)Interlocked.Increment(ref _next) % _edges.Count);
        Interlocked.Increment(ref _requests[edge]);
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            new Uri(_edges[edge], context.Request.Path + context.Request.QueryString)
        );
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, values) in context.Request.Headers)
        {
            if (!IsOfOneConnection(name) && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
            }
        }

        using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
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

    private static bool IsOfOneConnection(string header) =>
        header.ToUpperInvariant() is "HOST" or "CONNECTION" or "KEEP-ALIVE" or "TRANSFER-ENCODING" or "UPGRADE";
}
