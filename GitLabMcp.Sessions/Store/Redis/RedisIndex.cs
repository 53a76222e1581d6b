namespace GitLabMcp.Sessions.Store.Redis;

/// <summary>The slots of sessions, and the order in which sessions give way. The index may be behind the sessions by the refresh
/// interval, so the record of a session is compared before the session is ended.</summary>
internal sealed class RedisIndex(RedisScripts scripts, Settings settings, TimeSpan interval)
{
    /// <summary>Each try ends a session or brings one entry of the index up to date.</summary>
    private const int Tries = 256;

    private const int TriesOfOwn = 32;

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
    /// <returns>When the slot was taken, by the clock of Redis; or why there is none.</returns>
    public async ValueTask<Reservation> ReserveAsync(string key, string principal, CancellationToken ct)
    {
        RedisKey[] keys = [Keys.ByUse, Keys.ByToken, Keys.OfPrincipal(principal), Keys.Ends(principal)];
        var toDisplace = "";
        for (var i = 0; i < Tries; i++)
        {
            RedisValue[] arguments =
            [
                scripts.Now,
                key,
                settings.MaxSessions,
                settings.MaxSessionsPerPrincipal,
                settings.Timeout.TotalMilliseconds,
                settings.Retention.TotalMilliseconds,
                Interval,
                settings.EndedSessions.Max,
                SlidingWindow.Resolution(settings.EndedSessions.Max),
                toDisplace,
            ];
            var reply = (RedisResult[])(await scripts.RunAsync(RedisScript.Reserve, keys, arguments, ct))!;
            switch (ScriptReplies.Status(reply))
            {
                case "taken":
                    return new Reservation.Made((long)reply[1]);
                case "reserved":
                    if ((string)reply[2]! is { Length: > 0 } displaced)
                    {
                        await EndAsync(displaced, "own", "", ct);
                    }

                    return new Reservation.Made((long)reply[1]);
                case "full":
                    return new Reservation.None(new Slot.Full(TimeSpan.FromMilliseconds((long)reply[1])));
                case "many":
                    return new Reservation.None(new Slot.TooMany(TimeSpan.FromMilliseconds((long)reply[1])));
                case "own":
                    // The same principal may open many sessions at once, of which each wants this one. So after some tries the index
                    // alone decides, which is right to its refresh interval.
                    toDisplace = i >= TriesOfOwn ? "*" : await LookAsync((string)reply[1]!, (string)reply[2]!, principal, ct);
                    break;
                case "tokenless":
                    await EndAsync((string)reply[1]!, "tokenless", (string)reply[2]!, ct);
                    break;
                case var status:
                    throw ScriptReplies.Unknown(RedisScript.Reserve, status);
            }
        }

        return new Reservation.None(new Slot.Full(TimeSpan.FromSeconds(1)));
    }

    /// <summary>Takes a session out of the index that its client ended.</summary>
    public async ValueTask LeaveAsync(string key, string principal, CancellationToken ct) =>
        await scripts.RunAsync(
            RedisScript.Leave,
            [Keys.ByUse, Keys.ByToken, Keys.OfPrincipal(principal), Keys.Ends(principal)],
            [scripts.Now, key, SlidingWindow.Resolution(settings.EndedSessions.Max)],
            ct
        );

    public async ValueTask RefreshAsync(string key, string principal, long used, long until, CancellationToken ct) =>
        await scripts.RunAsync(
            RedisScript.Refresh,
            [Keys.ByUse, Keys.ByToken, Keys.OfPrincipal(principal)],
            [key, used, until, _lives],
            ct
        );

    /// <summary>Whether a session is used as seldom as the index has it; otherwise the index is brought up to date.</summary>
    /// <returns>The session, when it is the one to give way; else nothing.</returns>
    private async ValueTask<string> LookAsync(string key, string used, string principal, CancellationToken ct)
    {
        var reply = await EvictAsync(key, "look", used, ct);
        switch (ScriptReplies.Eviction(reply))
        {
            // Without a record, it is about to be made, or its process died before that.
            case Eviction.Same or Eviction.Missing:
                return key;
            case Eviction.Stays:
                // The name of the owner may have changed with the key ring; the entry that was found has the older name.
                await RefreshAsync(key, principal, (long)reply[2], (long)reply[3], ct);
                return "";
            case var other:
                throw ScriptReplies.Unknown(RedisScript.Evict, $"{other}");
        }
    }

    private async ValueTask EndAsync(string key, string why, string indexed, CancellationToken ct)
    {
        var reply = await EvictAsync(key, why, indexed, ct);
        switch (ScriptReplies.Eviction(reply))
        {
            case Eviction.Gone:
                AddExpired((long)reply[2]);
                await scripts.RemoveFromIndexAsync(key, (string)reply[1]!, ct);
                break;
            case Eviction.Missing:
                await scripts.RemoveFromIndexAsync(key, "", ct);
                break;
            case Eviction.Stays:
                await RefreshAsync(key, (string)reply[1]!, (long)reply[2], (long)reply[3], ct);
                break;
            case var other:
                throw ScriptReplies.Unknown(RedisScript.Evict, $"{other}");
        }
    }

    private async ValueTask<RedisResult[]> EvictAsync(string key, string why, string indexed, CancellationToken ct) =>
        (RedisResult[])
            (
                await scripts.RunAsync(
                    RedisScript.Evict,
                    [Keys.Session(key)],
                    [scripts.Now, why, indexed, settings.Retention.TotalMilliseconds],
                    ct
                )
            )!;
}

/// <summary>The outcome of a reservation.</summary>
internal abstract record Reservation
{
    private Reservation() { }

    /// <param name="At">The time of Redis, ms since 1970.</param>
    public sealed record Made(long At) : Reservation;

    public sealed record None(Slot Why) : Reservation;
}
