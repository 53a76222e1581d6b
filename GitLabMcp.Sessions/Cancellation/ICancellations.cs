namespace GitLabMcp.Sessions.Cancellation;

/// <summary>Publishes cancelled calls to every Edge: <see cref="LocalCancellations"/> where one process serves all of them,
/// <see cref="RedisCancellations"/> where several do.</summary>
internal interface ICancellations
{
    ValueTask PublishAsync(CancelledCall call, CancellationToken ct);
}

internal sealed class LocalCancellations(CancellationSubscribers subscribers) : ICancellations
{
    public ValueTask PublishAsync(CancelledCall call, CancellationToken ct)
    {
        subscribers.Publish(call);
        return ValueTask.CompletedTask;
    }
}
