using GitLabMcp.Edge.Admission;

namespace GitLabMcp.Edge.OAuth;

/// <summary>Answers for the time in which Sessions or GitLabTools cannot be reached.</summary>
internal static class Outage
{
    private const string Sentence = "Signing in is not possible right now. Try again in a moment.";

    /// <summary>For what a person sees.</summary>
    public static RequestDelegate AsPage(RequestDelegate handle) =>
        Guard(
            handle,
            context =>
            {
                SignInRefusals.RetryLater(context);
                return Pages.FailAsync(context, StatusCodes.Status503ServiceUnavailable, Sentence);
            }
        );

    /// <summary>For what a client asks for.</summary>
    public static RequestDelegate AsError(RequestDelegate handle) =>
        Guard(
            handle,
            context => OAuthError.WriteLaterAsync(context, StatusCodes.Status503ServiceUnavailable, "Signing in is not possible.")
        );

    private static RequestDelegate Guard(RequestDelegate handle, RequestDelegate answer) =>
        async context =>
        {
            try
            {
                await handle(context);
            }
            catch (RpcException e)
                when (!context.RequestAborted.IsCancellationRequested
                    && !context.Response.HasStarted
                    && RpcFailures.Of(e.StatusCode) != RpcFailure.Fault
                )
            {
                await answer(context);
            }
        };
}
