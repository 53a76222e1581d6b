namespace GitLabMcp.Edge.Admission;

/// <summary>DELETE /mcp: the client ends its session. Rules: docs/behaviour.md, Ending a session.</summary>
internal sealed class SessionEnd(CallerReader callers, SessionsGateway gateway, CallTimeout timeout, Challenge challenge, Counters counters)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (McpVersion.IsSessionless(context.Request.Headers[McpVersion.Header]))
        {
            context.Response.Headers.Allow = "POST";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        if (context.Request.Headers[SessionIdHeader.Name] is not [{ Length: > 0 }])
        {
            await ErrorBody.WriteAsync(
                context,
                StatusCodes.Status400BadRequest,
                "mcp-session-id header is required",
                "Send the id of the session to end in the mcp-session-id header, once."
            );
            return;
        }

        switch (callers.Read(context))
        {
            case CallerReader.Outcome.Unusable unusable:
                await unusable.Refusal.WriteAsync(context);
                break;
            case CallerReader.Outcome.Known known:
                await CloseAsync(context, known);
                break;
        }
    }

    private async Task CloseAsync(HttpContext context, CallerReader.Outcome.Known known)
    {
        var close = new CloseRequest { Caller = known.Caller };
        if (await gateway.CloseAsync(close, known.Credential, timeout.Deadline(), context.RequestAborted) is { } refusal)
        {
            counters.Refused(refusal);
            challenge.AddTo(context.Response, refusal);
            await refusal.WriteAsync(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
