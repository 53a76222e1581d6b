using GitLabMcp.Edge.Admission;

namespace GitLabMcp.Edge.Relay;

/// <summary>Asks GitLabTools for something that changes nothing, until the client goes away or cancels the request.</summary>
internal static partial class ReadOnlyCalls
{
    /// <param name="request">Gets the answer.</param>
    /// <param name="ask">Asks, and gives the part of the answer that the SDK cannot send; null for none.</param>
    /// <param name="ct">Ends with the connection.</param>
    public static async Task AskAsync<TParams>(
        RequestContext<TParams> request,
        Func<CallContext, CallOptions, Task<ResultOverride?>> ask,
        CancellationToken ct
    )
    {
        var call = request.Services!.GetRequiredService<CallContext>();
        var cancelledByClient = request.Services!.GetRequiredService<CallState>().CancelledByClient;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, cancelledByClient);
        ResultOverride? answer;
        try
        {
            answer = await Repeat.OnceIfBrokenAsync(() => ask(call, new CallOptions(call.Metadata(), call.Deadline, end.Token)), end.Token);
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException && ct.IsCancellationRequested)
        {
            // The client went away, so nobody waits for an answer.
            throw new OperationCanceledException(ct);
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException && cancelledByClient.IsCancellationRequested)
        {
            answer = new ResultOverride.Error("The request was cancelled.", McpErrorCode.InternalError);
        }
        catch (RpcException e)
        {
            var failure = RpcFailures.Of(e.StatusCode);
            if (failure == RpcFailure.Fault)
            {
                Log.Failed(request.Services!.GetRequiredService<ILogger<GitLabToolsClient>>(), e);
            }

            answer = RefusalErrors.Of(failure);
        }

        answer?.LeaveIn(request);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "GitLabTools failed to answer a request that only reads")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
