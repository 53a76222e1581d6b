namespace GitLabMcp.Edge.Admission;

/// <summary>A second try for calls that may be made twice. A connection that broke is left by then, so the second try goes to another
/// replica. What never left is sent elsewhere by the connections themselves, whatever it does.</summary>
internal static class Repeat
{
    public static bool IsWorthwhile(RpcException e, CallOptions options) =>
        RpcFailures.Of(e.StatusCode) == RpcFailure.Broken && !options.CancellationToken.IsCancellationRequested;

    /// <param name="call">May be made twice.</param>
    /// <param name="ct">Nobody waits any more.</param>
    public static async Task<T> OnceIfBrokenAsync<T>(Func<Task<T>> call, CancellationToken ct)
    {
        try
        {
            return await call();
        }
        catch (RpcException e) when (IsWorthwhile(e, new CallOptions(cancellationToken: ct)))
        {
            return await call();
        }
    }
}
