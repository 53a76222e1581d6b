namespace GitLabMcp.Sessions.Store;

/// <summary>Every key of the store. Each key has a TTL. A session, a credential and an address have a hash slot each; the index and
/// the counts share one slot, so the store can be sharded.</summary>
internal static class Keys
{
    private const string Prefix = "gitlab-mcp:";
    private const string Index = Prefix + "{index}:";

    /// <summary>All sessions by last use. TTL: twice the retention.</summary>
    public static readonly RedisKey ByUse = Index + "use";

    /// <summary>All sessions by the end of their token. TTL: twice the retention.</summary>
    public static readonly RedisKey ByToken = Index + "token";

    /// <summary>Cumulative counts, a hash. TTL: twice the retention and a day.</summary>
    public static readonly RedisKey Counts = Index + "counts";

    /// <summary>When the store began, ms since 1970. TTL: twice the retention and a day.</summary>
    public static readonly RedisKey Birth = Index + "birth";

    /// <summary>The channel on which cancelled calls are published. It is no key and stores nothing.</summary>
    public static readonly RedisChannel Cancelled = RedisChannel.Literal(Prefix + "cancelled");

    /// <summary>The times that GitLab asked users to wait, a hash. TTL: a little longer than the longest of them, an hour.</summary>
    public static readonly RedisKey Waits = Index + "waits";

    /// <summary>The channel on which such times are published. It is no key and stores nothing.</summary>
    public static readonly RedisChannel WaitReports = RedisChannel.Literal(Prefix + "waits");

    /// <summary>The channel on which ids are published that their clients ended. It is no key and stores nothing.</summary>
    public static readonly RedisChannel Ended = RedisChannel.Literal(Prefix + "ended");

    /// <summary>What the check of Redis writes and deletes again: a string, a sorted set and a hash. TTL: a minute.</summary>
    public static readonly RedisKey[] Probes = [Index + "probe:string", Index + "probe:set", Index + "probe:hash"];

    /// <summary>A principal's sessions by last use. TTL: twice the retention.</summary>
    public static RedisKey OfPrincipal(string principal) => Index + "principal:" + principal;

    /// <summary>The sessions that a principal ended in the last minute, in the slot of the index. TTL: two minutes.</summary>
    public static RedisKey Ends(string principal) => Index + "ended:" + principal;

    /// <summary>A principal's grants by last refresh, in the slot of the index. TTL: thirty days and a minute.</summary>
    public static RedisKey GrantsOf(string principal) => Index + "grants:" + principal;

    /// <summary>A grant's record. TTL: five minutes until its code is redeemed, then thirty days from each refresh, and a minute.</summary>
    public static RedisKey Grant(string id) => Prefix + "grant:" + id;

    /// <summary>A session's record, or a tombstone where the id could be adopted. TTL: the retention (and a minute for records).</summary>
    public static RedisKey Session(string key) => Prefix + "session:" + key;

    /// <summary>What is remembered of a token, by digest. TTL: the retention and a minute; two minutes for a refusal.</summary>
    public static RedisKey Credential(string digest) => Prefix + "credential:" + digest;

    /// <summary>A confirmation that was used. TTL: ten minutes, twice as long as it is valid.</summary>
    public static RedisKey ConsumedConfirmation(string name) => Prefix + "spent:" + name;

    public static readonly TimeSpan ConsumedConfirmationTtl = TimeSpan.FromMinutes(10);

    /// <summary>The events of the last minute, such as the failed authentications (<c>failures</c>) of an address, by keyed hash.
    /// TTL: two minutes.</summary>
    public static RedisKey Events(MinuteLimit limit, string subject) => Prefix + limit.Name + ":" + subject;
}
