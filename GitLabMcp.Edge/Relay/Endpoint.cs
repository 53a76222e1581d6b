using GitLabMcp.Edge.Admission;

namespace GitLabMcp.Edge.Relay;

/// <summary>The route of MCP. A POST passes admission, is measured, and passes cancellation and the check of its scope. Then it is answered
/// directly, or by the SDK behind its adapter.</summary>
internal static class Endpoint
{
    private const string Route = "/mcp";

    /// <summary>Admission wraps the SDK's own endpoint instead of a path, so that every route to the SDK leads through admission. A host
    /// whose tools are handlers of the SDK, as that of the conformance suite, has no direct answers.</summary>
    public static void MapMcpEndpoint(this WebApplication app)
    {
        var admission = app.Services.GetRequiredService<AdmissionMiddleware>();
        var cancellation = app.Services.GetRequiredService<ClientCancellation>();
        var direct = app.Services.GetService<DirectAnswers>();
        var adapter = app.Services.GetRequiredService<SdkAdapter>();
        var scopes = app.Services.GetRequiredService<ScopeCheck>();
        var measured = app.Services.GetRequiredService<MeasuredRequests>();
        app.MapMcp(Route)
            .Add(endpoint =>
            {
                var sdk = endpoint.RequestDelegate ?? throw new InvalidOperationException("The MCP endpoint has no handler.");
                RequestDelegate admitted = context =>
                    context.RequestServices.GetRequiredService<CallState>() is var state
                    && direct is not null
                    && DirectAnswers.Take(state.Context)
                        ? direct.AnswerAsync(context, state)
                        : adapter.InvokeAsync(context, sdk);
                RequestDelegate allowed = context => scopes.InvokeAsync(context, admitted);
                RequestDelegate cancellable = context => cancellation.InvokeAsync(context, allowed);
                RequestDelegate timed = context => measured.InvokeAsync(context, cancellable);
                endpoint.RequestDelegate = context => admission.InvokeAsync(context, timed);
                endpoint.Metadata.Add(new AdmittedEndpoint(admitted));
            });
        app.MapDelete(Route, app.Services.GetRequiredService<SessionEnd>().InvokeAsync);
        app.Map(Route, OtherwiseAsync).WithOrder(1);
    }

    /// <summary>Other verbs, and a POST whose content type is not JSON.</summary>
    private static Task OtherwiseAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }

        context.Response.Headers.Allow = McpVersion.IsSessionless(context.Request.Headers[McpVersion.Header]) ? "POST" : "POST, DELETE";
        return ErrorBody.WriteAsync(
            context,
            StatusCodes.Status405MethodNotAllowed,
            "Method not allowed",
            "MCP is served by POST, and DELETE ends a session. There is no stream to GET: answers come with the request that asked. "
                + "A client that asks for one first must be set to Streamable HTTP (http) in place of SSE."
        );
    }

    /// <summary>What is behind admission, for warming it up.</summary>
    public sealed record AdmittedEndpoint(RequestDelegate Handler);
}
