using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.Edge.Relay;

/// <summary>Asks GitLabTools. For a client that sent a progress token, the progress goes out as <c>notifications/progress</c> on the
/// event stream of the answer.</summary>
internal static class ProgressNotifications
{
    /// <param name="message">The request.</param>
    /// <param name="plain">The rpc without progress, which costs less.</param>
    /// <param name="withProgress">The same with progress.</param>
    /// <param name="report">Sends progress to the client; null where it wants none.</param>
    /// <param name="options">The options of the rpc.</param>
    public static async Task<TResponse> AskAsync<TRequest, TResponse, TUpdate>(
        TRequest message,
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> plain,
        Func<TRequest, CallOptions, AsyncServerStreamingCall<TUpdate>> withProgress,
        Func<Progress, CancellationToken, Task>? report,
        CallOptions options
    )
        where TResponse : class
        where TUpdate : IUpdate<TResponse>
    {
        if (report is null)
        {
            return await plain(message, options);
        }

        using var updates = withProgress(message, options);
        await foreach (var update in updates.ResponseStream.ReadAllAsync(options.CancellationToken))
        {
            if (update.Response is { } response)
            {
                return response;
            }

            await report(update.Progress, options.CancellationToken);
        }

        throw new InvalidOperationException("GitLabTools gave no outcome.");
    }

    /// <summary>Null unless the client sent a progress token and takes events before the answer.</summary>
    public static Func<Progress, CancellationToken, Task>? For<TParams>(RequestContext<TParams> request)
        where TParams : RequestParams =>
        request.Params?.ProgressToken is { } token && request.Services!.GetRequiredService<CallContext>().TakesEvents
            ? (progress, ct) =>
                request.Server.NotifyProgressAsync(
                    token,
                    new ProgressNotificationValue { Progress = progress.Seconds, Message = progress.Message },
                    cancellationToken: ct
                )
            : null;
}
