using Microsoft.AspNetCore.Http.Features;

namespace GitLabMcp.Edge.Http;

/// <summary>The body of every error that has none yet: a fault is logged once and shown as a fixed text, and a status without a body
/// (unknown route, other verb) gets its JSON.</summary>
internal sealed partial class UnhandledErrors(RequestDelegate next, ILogger<UnhandledErrors> logger)
{
    private const int ClientClosedRequest = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, e.StatusCode);
            return;
        }
        catch (Exception e)
            when (e is OperationCanceledException or RpcException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = ClientClosedRequest;
            return;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            Log.Fault(logger, e, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "no route");
            context.Response.Clear();
            await WriteAsync(context, StatusCodes.Status500InternalServerError);
            return;
        }

        if (
            context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null }
            && context.Features.Get<IHttpResponseBodyFeature>() is not null
        )
        {
            await WriteAsync(context, context.Response.StatusCode);
        }
    }

    private static Task WriteAsync(HttpContext context, int status)
    {
        var (error, message) = status switch
        {
            400 => ("Bad request", "The request could not be read. Check its body and headers, and send it again."),
            404 => ("Not found", "There is nothing at this address. MCP is served at POST /mcp, by Streamable HTTP and not by SSE."),
            405 => ("Method not allowed", $"This address does not take {context.Request.Method}. The Allow header lists what it takes."),
            408 => ("Request timeout", "The body came too slowly. Send it again."),
            413 => ("Request body too large", "The body is over 4 MiB. Send less in one request."),
            415 => ("Unsupported content type", "Send JSON in UTF-8 with the header Content-Type: application/json."),
            431 => ("Request headers too large", "Send fewer or shorter headers."),
            >= 500 => (
                "Internal error",
                "The server failed to answer this request. Try again; if it stays, tell the operator the time of the request."
            ),
            _ => ("Request refused", "The request cannot be answered as it is."),
        };
        return ErrorBody.WriteAsync(context, status, error, message);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Request failed: {Method} {Endpoint}")]
        public static partial void Fault(ILogger logger, Exception exception, string method, string endpoint);
    }
}
