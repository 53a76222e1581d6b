using Google.Protobuf;

namespace GitLabMcp.Sessions.Cancellation;

/// <summary>Publishes over a channel of Redis to the subscribers of all replicas. While Redis is away, only those of this one are
/// reached.</summary>
internal sealed class RedisCancellations : ICancellations
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);

    private readonly ISubscriber _redis;
    private readonly CancellationSubscribers _subscribers;
    private readonly TimeProvider _clock;

    public RedisCancellations(IConnectionMultiplexer redis, CancellationSubscribers subscribers, TimeProvider clock)
    {
        (_redis, _subscribers, _clock) = (redis.GetSubscriber(), subscribers, clock);

        // Redis may be away now: the client subscribes again whenever it connects.
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
