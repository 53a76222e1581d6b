using Grpc.Core;

namespace GitLabMcp.GitLabTools;

/// <summary>How long a call may take: what is left of the caller's deadline, less a moment to say that GitLab did not
/// answer in time; half a minute when there is no deadline.</summary>
internal static class CallTime
{
    private static readonly TimeSpan Unlimited = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ToAnswer = TimeSpan.FromMilliseconds(200);

    public static CancellationTokenSource Of(ServerCallContext context)
    {
        // gRPC counts its deadline on this machine's clock, whatever clock the service was given.
        var left = context.Deadline == DateTime.MaxValue ? Unlimited : context.Deadline.ToUniversalTime() - TimeProvider.System.GetUtcNow().UtcDateTime - ToAnswer;
        left = left < Longest ? left : Longest;
        var source = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        source.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1));
        return source;
    }
}
