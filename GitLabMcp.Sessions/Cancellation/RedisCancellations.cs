using GitLabMcp.Sessions.Contract;
using Google.Protobuf;
using StackExchange.Redis;

namespace GitLabMcp.Sessions.Cancellation;

/// <summary>By a channel of Redis, to the Edges that watch any replica. While Redis is away, to those that watch this one.</summary>
internal sealed class RedisCancellations : ICancellations
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    private readonly ISubscriber _redis;
    private readonly Watchers _watchers;
    private readonly TimeProvider _clock;

    public RedisCancellations(IConnectionMultiplexer redis, Watchers watchers, TimeProvider clock)
    {
        (_redis, _watchers, _clock) = (redis.GetSubscriber(), watchers, clock);

        // Also where Redis is away now: the client subscribes whenever it connects.
        _redis.Subscribe(
            Store.Keys.Cancelled,
            (_, message) => _watchers.Tell(CancelledCall.Parser.ParseFrom((byte[])message!)),
            CommandFlags.FireAndForget
        );
    }

    public async ValueTask TellAsync(CancelledCall call, CancellationToken ct)
    {
        try
        {
            await _redis.PublishAsync(Store.Keys.Cancelled, call.ToByteArray()).WaitAsync(Longest, _clock, ct);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            _watchers.Tell(call);
        }
    }
}
