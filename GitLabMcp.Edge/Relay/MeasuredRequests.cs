using System.Globalization;
using GitLabMcp.Edge.Admission;

namespace GitLabMcp.Edge.Relay;

/// <summary>Measures each admitted message. Nothing that a client wrote becomes an attribute: a method that MCP does not have and a tool
/// that the catalogue does not have are `other`.</summary>
internal sealed class MeasuredRequests(Counters counters)
{
    private const string Other = "other";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var state = context.RequestServices.GetRequiredService<CallState>();
        var began = Stopwatch.GetTimestamp();
        var isAnswered = false;
        try
        {
            await next(context);
            isAnswered = true;
        }
        finally
        {
            if (MethodOf(state.Context.Message) is { } method)
            {
                var tool = method == RequestMethods.ToolsCall ? state.Tool ?? Other : null;
                counters.Answered(method, tool, ErrorOf(context, state, isAnswered), began);
            }
        }
    }

    /// <summary>Null for a client's answer to a request of ours.</summary>
    private static string? MethodOf(RpcMessage message) =>
        message switch
        {
            RpcMessage.Request { Method: var method } => method.Length > 0 ? method : Other,
            RpcMessage.Notification { Method: var method } => method.Length > 0 ? method : Other,
            _ => null,
        };

    private static string? ErrorOf(HttpContext context, CallState state, bool isAnswered) =>
        state.Error is { } error ? error
        : context.RequestAborted.IsCancellationRequested ? "client_gone"
        : !isAnswered ? "internal"
        : context.Response.StatusCode >= StatusCodes.Status400BadRequest
            ? context.Response.StatusCode.ToString(CultureInfo.InvariantCulture)
        : null;
}
