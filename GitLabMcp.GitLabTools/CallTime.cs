using Grpc.Core;

namespace GitLabMcp.GitLabTools;

/// <summary>How long a call may take: what is left of the caller's deadline, less a moment to say that GitLab did not
/// answer in time; half a minute when there is no deadline.</summary>
internal sealed class CallTime(TimeProvider time)
{
    private static readonly TimeSpan Unlimited = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ToAnswer = TimeSpan.FromMilliseconds(200);

    public CancellationTokenSource Of(ServerCallContext context)
    {
        var left = context.Deadline == DateTime.MaxValue ? Unlimited : context.Deadline.ToUniversalTime() - time.GetUtcNow().UtcDateTime - ToAnswer;
        var source = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        source.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1));
        return source;
    }
}
