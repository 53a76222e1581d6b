using GitLabMcp.GitLabTools.Contract;

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
        if (!AreWanted(request))
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

            await SendAsync(request, update.Progress, options.CancellationToken);
        }

        throw new InvalidOperationException("GitLabTools gave no outcome.");
    }

    /// <summary>The client sent a progress token, and takes events before the answer.</summary>
    public static bool AreWanted<TParams>(RequestContext<TParams> request)
        where TParams : RequestParams =>
        request.Params?.ProgressToken is not null && request.Services!.GetRequiredService<CallContext>().TakesEvents;

    public static Task SendAsync<TParams>(RequestContext<TParams> request, Progress progress, CancellationToken ct)
        where TParams : RequestParams =>
        request.Server.NotifyProgressAsync(
            request.Params!.ProgressToken!.Value,
            new ProgressNotificationValue { Progress = progress.Seconds, Message = progress.Message },
            cancellationToken: ct
        );
}
