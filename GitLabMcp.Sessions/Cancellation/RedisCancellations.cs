using GitLabMcp.Sessions.Contract;
using Google.Protobuf;
using StackExchange.Redis;

namespace GitLabMcp.Sessions.Cancellation;

/// <summary>By a channel of Redis, to the Edges that watch any replica. While Redis is away, to those that watch this one.</summary>
internal sealed class RedisCancellations : ICancellations
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    private readonly ISubscriber _redis;
    private readonly CancellationSubscribers _subscribers;
    private readonly TimeProvider _clock;

    public RedisCancellations(IConnectionMultiplexer redis, CancellationSubscribers subscribers, TimeProvider clock)
    {
        (_redis, _subscribers, _clock) = (redis.GetSubscriber(), subscribers, clock);

        // Also where Redis is away now: the client subscribes whenever it connects.
        _redis.Subscribe(
            Store.Keys.Cancelled,
            (_, message) => _subscribers.Publish(CancelledCall.Parser.ParseFrom((byte[])message!)),
            CommandFlags.FireAndForget
        );
    }

    public async ValueTask PublishAsync(CancelledCall call, CancellationToken ct)
    {
        try
        {
            await _redis.PublishAsync(Store.Keys.Cancelled, call.ToByteArray()).WaitAsync(Timeout, _clock, ct);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            _subscribers.Publish(call);
        }
    }
}
