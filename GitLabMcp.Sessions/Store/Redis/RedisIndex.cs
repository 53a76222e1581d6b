namespace GitLabMcp.Sessions.Store.Redis;

/// <summary>The slots of sessions, and the order in which sessions give way. The index may be behind the sessions by the refresh
/// interval, so the record of a session is compared before the session is ended.</summary>
internal sealed class RedisIndex(RedisScripts scripts, Settings settings, TimeSpan interval)
{
    /// <summary>Each try ends a session or brings one entry of the index up to date.</summary>
    private const int Tries = 256;

    private readonly long _lives = 2 * (long)settings.Retention.TotalMilliseconds;

    /// <summary>How far the index may be behind a session.</summary>
    public long Interval { get; } = (long)interval.TotalMilliseconds;

    private long _expired;

    /// <summary>Seldom enough to cost nothing, often enough for counts to be right within a twentieth of the timeout.</summary>
    public static TimeSpan UsualInterval(Settings settings) =>
        settings.Timeout / 20 < TimeSpan.FromMinutes(1) ? settings.Timeout / 20 : TimeSpan.FromMinutes(1);

    /// <summary>The expired tokens that requests met since the last call.</summary>
    public long TakeExpired() => Interlocked.Exchange(ref _expired, 0);

    public void AddExpired(long count) => Interlocked.Add(ref _expired, count);

    /// <summary>Takes a slot for a session if one is free or can be made free.</summary>
    public async ValueTask<Slot> ReserveAsync(string key, string principal, CancellationToken ct)
    {
        RedisKey[] keys = [Keys.ByUse, Keys.ByToken, Keys.OfPrincipal(principal)];
        RedisValue[] arguments =
        [
            scripts.Now,
            key,
            settings.MaxSessions,
            settings.MaxSessionsPerPrincipal,
            settings.Timeout.TotalMilliseconds,
            settings.Retention.TotalMilliseconds,
            Interval,
        ];
        for (var i = 0; i < Tries; i++)
        {
            var reply = (RedisResult[])(await scripts.RunAsync(RedisScript.Reserve, keys, arguments, ct))!;
            switch (ScriptReplies.Status(reply))
            {
                case "reserved" or "taken":
                    return new Slot.Free();
                case "full":
                    return new Slot.Full(TimeSpan.FromMilliseconds((long)reply[1]));
                case "own":
                    await EvictAsync((string)reply[1]!, "own", (string)reply[2]!, principal, ct);
                    break;
                case "tokenless":
                    await EvictAsync((string)reply[1]!, "tokenless", (string)reply[2]!, "", ct);
                    break;
                case var status:
                    throw ScriptReplies.Unknown(RedisScript.Reserve, status);
            }
        }

        return new Slot.Full(TimeSpan.FromSeconds(1));
    }

    public async ValueTask RefreshAsync(string key, string principal, long used, long until, CancellationToken ct) =>
        await scripts.RunAsync(
            RedisScript.Refresh,
            [Keys.ByUse, Keys.ByToken, Keys.OfPrincipal(principal)],
            [key, used, until, _lives],
            ct
        );

    private async ValueTask EvictAsync(string key, string why, string score, string principal, CancellationToken ct)
    {
        RedisValue[] arguments = [scripts.Now, why, score, settings.Retention.TotalMilliseconds];
        var reply = (RedisResult[])(await scripts.RunAsync(RedisScript.Evict, [Keys.Session(key)], arguments, ct))!;
        var isGone = ScriptReplies.IsGone(reply);
        var owner = (string)reply[1]! is { Length: > 0 } known ? known : principal;
        if (!isGone)
        {
            await RefreshAsync(key, owner, (long)reply[2], (long)reply[3], ct);
            return;
        }

        AddExpired((long)reply[2]);
        await scripts.RemoveFromIndexAsync(key, owner, ct);
        if (principal.Length > 0 && owner != principal)
        {
            // The name of the owner changed with the key ring; the entry that was found has the older name.
            await scripts.RemoveFromIndexAsync(key, principal, ct);
        }
    }
}
