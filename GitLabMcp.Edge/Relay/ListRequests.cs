namespace GitLabMcp.Edge.Relay;

/// <summary>MCP's lists, as GitLabTools gives them.</summary>
internal sealed partial class ListRequests(ListCache lists, ILogger<ListRequests> logger)
{
    public async ValueTask<TResult> ListAsync<TParams, TResult>(
        RequestContext<TParams> request,
        Func<ListCache, CallContext, CachedList> choose,
        CancellationToken ct
    )
        where TParams : PaginatedRequestParams
        where TResult : ICacheableResult, new()
    {
        var call = request.Services!.GetRequiredService<CallContext>();
        var list = choose(lists, call);
        if (request.Params?.Cursor is { Length: > 0 })
        {
            new ResultOverride.Error(
                "This list has no pages, so no cursor leads into it. Ask without one.",
                McpErrorCode.InvalidParams
            ).LeaveIn(request);
            return new TResult();
        }

        (await AnswerAsync(list, call, ct)).LeaveIn(request);
        var result = new TResult();
        if (McpVersion.IsSessionless(request))
        {
            // MCP 2026-07-28, Caching: older versions have no such hint. The list belongs to this caller only, because headers of a
            // request may select another one.
            (result.TimeToLive, result.CacheScope) = (CachedList.MaxAge, CacheScope.Private);
        }

        return result;
    }

    /// <summary>The list, or why there is none.</summary>
    public async ValueTask<ResultOverride> AnswerAsync(CachedList list, CallContext call, CancellationToken ct)
    {
        try
        {
            return await list.ListAsync(call, ct) switch
            {
                CachedList.Answer.Listed listed => new ResultOverride.Members((list.Member, listed.Json)),
                CachedList.Answer.Invalid invalid => new ResultOverride.Error(invalid.Message, McpErrorCode.InvalidParams),
                _ => throw new UnreachableException(),
            };
        }
        catch (RpcException e) when (!ct.IsCancellationRequested)
        {
            Log.ListFailed(logger, list.Member, e);
            return new ResultOverride.Error("The list cannot be made right now. Try again in a moment.", McpErrorCode.InternalError);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "GitLabTools did not list its {Member}")]
        public static partial void ListFailed(ILogger logger, string member, Exception exception);
    }
}
