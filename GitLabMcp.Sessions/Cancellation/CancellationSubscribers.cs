using System.Collections.Concurrent;
using System.Threading.Channels;
using GitLabMcp.Sessions.Contract;

namespace GitLabMcp.Sessions.Cancellation;

/// <summary>The Edges that want to hear of cancelled calls from this process.</summary>
internal sealed class CancellationSubscribers
{
    // One that does not read loses the oldest; its calls end by themselves.
    private static readonly BoundedChannelOptions Bound = new(1000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };

    private readonly ConcurrentDictionary<Channel<CancelledCall>, bool> subscribers = new();

    public void Publish(CancelledCall call)
    {
        foreach (var (watcher, _) in subscribers)
        {
            watcher.Writer.TryWrite(call);
        }
    }

    /// <summary>Ends when <paramref name="ct"/> says so.</summary>
    public async Task WatchAsync(Func<CancelledCall, CancellationToken, Task> write, CancellationToken ct)
    {
        var watcher = Channel.CreateBounded<CancelledCall>(Bound);
        subscribers[watcher] = true;
        try
        {
            await foreach (var call in watcher.Reader.ReadAllAsync(ct))
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
            subscribers.TryRemove(watcher, out _);
        }
    }
}
