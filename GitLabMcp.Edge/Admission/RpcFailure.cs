namespace GitLabMcp.Edge.Admission;

/// <summary>Why a call of another service has no answer, for every status of gRPC (grpc.io, Status codes and their use).</summary>
internal enum RpcFailure
{
    /// <summary>The deadline passed, here or there.</summary>
    NotInTime,

    /// <summary>The service was not reached, or went away during the call: whether it did something is not known.</summary>
    Broken,

    /// <summary>An answer or a queue is too large.</summary>
    TooMuch,

    /// <summary>A mistake in one of our services, or in how they are put together.</summary>
    Fault,
}

internal static class RpcFailures
{
    /// <summary>A service that is stopped under a call resets the stream, which gRPC reports as Internal.</summary>
    public static RpcFailure Of(StatusCode status) =>
        status switch
        {
            StatusCode.DeadlineExceeded or StatusCode.Cancelled => RpcFailure.NotInTime,
            StatusCode.Unavailable or StatusCode.Internal or StatusCode.Aborted or StatusCode.DataLoss => RpcFailure.Broken,
            StatusCode.ResourceExhausted => RpcFailure.TooMuch,
            _ => RpcFailure.Fault,
        };
}
