namespace GitLabMcp.Edge.Mcp.SdkWorkarounds;

/// <summary>Calls the endpoint of the MCP SDK so that it takes what our clients send and answers as they can read.</summary>
/// <remarks>
/// SDK 2.4.0 answers 406 unless Accept names both forms, always answers with an event stream, and answers 500 to parameters that it
/// cannot read (https://github.com/modelcontextprotocol/csharp-sdk/issues/788). This class may go when SdkBehaviourTests shows that it
/// does none of these any more.
/// </remarks>
internal sealed class SdkAdapter(TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate sdk)
    {
        var state = context.RequestServices.GetRequiredService<CallState>();
        var headers = context.Request.Headers;
        headers.Accept = AcceptHeader.Both;

        // The SDK runs without sessions and refuses a session id that it did not issue.
        headers.Remove(SessionIdHeader.Name);

        var client = context.Response.Body;
        await using AnswerStream answers = state.Context.TakesEvents
            ? new EventStreamAnswers(client, context, state, time)
            : new PlainJsonAnswers(client, context, state);
        context.Response.Body = answers;
        try
        {
            await sdk(context);
        }
        catch (Exception e) when (e is JsonException or ArgumentException && !context.Response.HasStarted)
        {
            // The SDK reads some parameters before it can answer for them: a wrong type, a member that comes twice.
            var id = state.Context.Message is RpcMessage.Request request ? request.Id : default;
            await RpcError.WriteAsync(context, RpcError.InvalidParams, InvalidParamsFilter.Sentence, id);
        }
        finally
        {
            context.Response.Body = client;
            await answers.CompleteAsync();
        }
    }
}
