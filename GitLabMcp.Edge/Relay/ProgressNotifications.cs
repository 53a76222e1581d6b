namespace GitLabMcp.Edge.Relay;

/// <summary>Asks GitLabTools. For a client that sent a progress token, the progress goes out as <c>notifications/progress</c> on the
/// event stream of the answer.</summary>
internal static class ProgressNotifications
{
    /// <param name="plain">The rpc without progress, which costs less.</param>
    /// <param name="withProgress">The same with progress.</param>
    public static async Task<TResponse> AskAsync<TParams, TRequest, TResponse, TUpdate>(
        RequestContext<TParams> request,
        TRequest message,
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> plain,
        Func<TRequest, CallOptions, AsyncServerStreamingCall<TUpdate>> withProgress,
        CallOptions options
    )
        where TParams : RequestParams
        where TResponse : class
        where TUpdate : IUpdate<TResponse>
    {
        if (request.Params?.ProgressToken is not { } token || !request.Services!.GetRequiredService<CallContext>().TakesEvents)
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

            var progress = new ProgressNotificationValue { Progress = update.Progress.Seconds, Message = update.Progress.Message };
            await request.Server.NotifyProgressAsync(token, progress, cancellationToken: options.CancellationToken);
        }

        throw new InvalidOperationException("GitLabTools gave no outcome.");
    }
}
