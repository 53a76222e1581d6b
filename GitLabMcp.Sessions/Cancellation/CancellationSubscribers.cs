using System.Collections.Concurrent;
using System.Threading.Channels;

namespace GitLabMcp.Sessions.Cancellation;

/// <summary>The Edges that subscribe to cancelled calls at this process.</summary>
internal sealed class CancellationSubscribers
{
    // A subscriber that reads too slowly loses the oldest cancellations; those calls end by themselves.
    private static readonly BoundedChannelOptions Bound = new(1000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };

    private readonly ConcurrentDictionary<Channel<CancelledCall>, bool> _subscribers = new();

    public void Publish(CancelledCall call)
    {
        foreach (var (subscriber, _) in _subscribers)
        {
            subscriber.Writer.TryWrite(call);
        }
    }

    /// <summary>Writes each call that is published from now on, until <paramref name="ct"/> ends it.</summary>
    public async Task SubscribeAsync(Func<CancelledCall, CancellationToken, Task> write, CancellationToken ct)
    {
        var subscriber = Channel.CreateBounded<CancelledCall>(Bound);
        _subscribers[subscriber] = true;
        try
        {
            await foreach (var call in subscriber.Reader.ReadAllAsync(ct))
            {
                await write(call, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The Edge or this process ends.
        }
        finally
        {
            _subscribers.TryRemove(subscriber, out _);
        }
    }
}
