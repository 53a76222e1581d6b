using Grpc.Core;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>How long a call may take: until the caller's deadline, less a moment to answer that GitLab did not answer in time. A
/// call without a deadline gets half a minute.</summary>
internal sealed class CallTime : IDisposable
{
    private static readonly TimeSpan Unlimited = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ToAnswer = TimeSpan.FromMilliseconds(200);

    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _up;
    private readonly CancellationTokenSource _end;

    private CallTime(TimeSpan left, TimeProvider time, CancellationToken caller)
    {
        _caller = caller;
        _up = new(left, time);
        _end = CancellationTokenSource.CreateLinkedTokenSource(caller, _up.Token);
    }

    /// <summary>Cancelled when the time is up or the caller went away.</summary>
    public CancellationToken End => _end.Token;

    /// <summary>Whether the caller went away before the time was up.</summary>
    public bool IsTakenBack => _caller.IsCancellationRequested && !_up.IsCancellationRequested;

    public static CallTime Of(ServerCallContext context, TimeProvider time)
    {
        var left =
            context.Deadline == DateTime.MaxValue
                ? Unlimited
                : context.Deadline.ToUniversalTime() - time.GetUtcNow().UtcDateTime - ToAnswer;
        left = left < MaxDuration ? left : MaxDuration;
        return new(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, context.CancellationToken);
    }

    public void Dispose()
    {
        _end.Dispose();
        _up.Dispose();
    }
}
