using GitLabMcp.Sessions.Contract;

namespace GitLabMcp.Sessions.Cancellation;

/// <summary>Tells every Edge of a call that its client took back: <see cref="LocalCancellations"/> where one process serves
/// all of them, <see cref="RedisCancellations"/> where several do.</summary>
internal interface ICancellations
{
    ValueTask TellAsync(CancelledCall call, CancellationToken ct);
}

internal sealed class LocalCancellations(Watchers watchers) : ICancellations
{
    public ValueTask TellAsync(CancelledCall call, CancellationToken ct)
    {
        watchers.Tell(call);
        return ValueTask.CompletedTask;
    }
}
