using GitLabMcp.ServiceDefaults.Internal;

namespace GitLabMcp.Edge.Admission;

/// <summary>Asks Sessions until a replica decides. A replica that alone does not reach the store sends the caller to another one; the last
/// of them decides with what it has.</summary>
internal static class SessionsReplicas
{
    private const int MaxReplicas = 8;

    /// <param name="ask">May be asked twice.</param>
    /// <param name="metadata">Made for each try, because a call adds entries of its own.</param>
    /// <param name="elsewhere">Not null when the answer names another replica.</param>
    /// <param name="needsHeaders">Whether the headers of the answer hold something for the caller.</param>
    /// <param name="ct">Nobody waits any more.</param>
    /// <returns>The headers are null when nobody needs them.</returns>
    public static async Task<(TResponse Answer, Metadata? Headers)> AskAsync<TResponse>(
        Func<Metadata, AsyncUnaryCall<TResponse>> ask,
        Func<Metadata> metadata,
        Func<TResponse, Elsewhere?> elsewhere,
        bool needsHeaders,
        CancellationToken ct
    )
    {
        string? tried = null;
        for (var i = 0; i < MaxReplicas; i++)
        {
            var (response, headers) = await Repeat.OnceIfBrokenAsync(() => OnceAsync(tried), ct);
            if (elsewhere(response) is null)
            {
                return (response, headers);
            }

            var id = headers?.GetValue(Impairment.Header);
            tried = tried is null ? id : $"{tried},{id}";
        }

        throw new RpcException(new Status(StatusCode.Unavailable, "Every replica of Sessions sent the request to another one."));

        async Task<(TResponse, Metadata?)> OnceAsync(string? tried)
        {
            var headers = metadata();
            if (tried is not null)
            {
                headers.Add(Impairment.TriedHeader, tried);
            }

            using var call = ask(headers);
            var response = await call.ResponseAsync;
            return (response, needsHeaders || elsewhere(response) is not null ? await call.ResponseHeadersAsync : null);
        }
    }
}
