namespace GitLabMcp.Edge.Relay;

/// <summary>Lets the client of a session take back its own requests: docs/behaviour.md, Cancelled calls.</summary>
internal sealed class ClientCancellation(InFlightCalls inFlight)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var state = context.RequestServices.GetRequiredService<CallState>();
        var call = state.Context;
        switch (call.Message)
        {
            case RpcMessage.Request { Method: "tools/call" or "resources/read" or "prompts/get" or "completion/complete" } request
                when CallKey.Of(call.SessionHash, request.Id) is { } key:
                using (var entry = inFlight.Enter(key))
                {
                    state.CancelledByClient = entry.Cancelled;
                    await next(context);
                }

                return;
            case RpcMessage.Notification { Cancels.IsEmpty: false } notification
                when CallKey.Of(call.SessionHash, notification.Cancels) is { } key:
                await inFlight.CancelAsync(key, call.Deadline, context.RequestAborted);
                break;
        }

        await next(context);
    }
}
