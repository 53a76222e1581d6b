using GitLabMcp.Edge.Admission;
using Refusal = GitLabMcp.GitLabTools.Contract.Refusal;

namespace GitLabMcp.Edge.Relay;

/// <summary>Refusals of GitLabTools as JSON-RPC errors, for the methods that have no other form for them.</summary>
internal static class RefusalErrors
{
    /// <summary>The sentence, and for programs `{"retryable":true,"retry_after":30}`.</summary>
    public static async Task<ResultOverride.Error> ToErrorAsync(
        Refusal refusal,
        SessionsGateway gateway,
        CallContext call,
        CancellationToken ct
    )
    {
        if (refusal.TokenRejected)
        {
            await gateway.RevokeAsync(call, ct);
        }

        var details = ReadableJson.Write(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("retryable"u8, refusal.Retryable);
            if (refusal.HasRetryAfter)
            {
                json.WriteNumber("retry_after"u8, refusal.RetryAfter);
            }

            json.WriteEndObject();
        });
        return new ResultOverride.Error(refusal.Message, refusal.Retryable ? McpErrorCode.InternalError : McpErrorCode.InvalidParams)
        {
            Details = JsonElement.Parse(details.Span),
        };
    }

    /// <summary>The error for a read that got no answer.</summary>
    public static ResultOverride.Error Of(RpcFailure failure) =>
        new(
            failure switch
            {
                RpcFailure.NotInTime => "GitLab did not answer in time. Try again in a moment.",
                RpcFailure.Broken => "The GitLab tools could not be reached, or the connection broke. Try again in a moment.",
                RpcFailure.TooMuch => "The answer is too large, or too many calls are under way. Ask for less, or try again in a moment.",
                _ => "The server failed to answer this request. Try again; if it stays, tell the operator the time of the request.",
            },
            McpErrorCode.InternalError
        );
}
