namespace GitLabMcp.Sessions.Store.Redis;

/// <summary>Reads what the scripts reply. A status that is not known here is a fault and never the last arm of a
/// switch: otherwise a script of another version could admit a request that must be refused.</summary>
internal static class ScriptReplies
{
    public static TouchOutcome Touch(RedisResult[] reply, int limit) =>
        Status(reply) switch
        {
            "admitted" => new TouchOutcome.Admitted(
                (string)reply[1]!,
                (byte[])reply[2]! is { Length: > 0 } box ? box : null,
                Window(reply, 3, limit)
            )
            {
                OnlyReads = reply.Length > 10,
            },
            "rate-limited" => new TouchOutcome.RateLimited(Window(reply, 3, limit)),
            "token-missing" => new TouchOutcome.TokenMissing(),
            "needs-verification" => new TouchOutcome.NeedsVerification(),
            "foreign" => new TouchOutcome.Foreign(),
            "closed" => new TouchOutcome.Closed(),
            "ended" => new TouchOutcome.Ended(),
            "absent" => new TouchOutcome.Absent(),
            var status => throw Unknown(RedisScript.Touch, status),
        };

    public static CreateOutcome Create(RedisResult[] reply, int limit) =>
        Status(reply) switch
        {
            "created" => new CreateOutcome.Created(Window(reply, 1, limit)),
            "exists" => new CreateOutcome.Exists(),
            var status => throw Unknown(RedisScript.Create, status),
        };

    /// <summary>Null when the store knows nothing of the token.</summary>
    public static KnownCredential? Credential(RedisResult[] reply) =>
        Status(reply) switch
        {
            "none" => null,
            "rejected" => new KnownCredential.Rejected(),
            "known" => new KnownCredential.Known(
                (string)reply[1]! is { Length: > 0 } names ? names.Split(',') : null,
                (string)reply[2]! is { Length: > 0 } session ? session : null
            )
            {
                OnlyReads = reply.Length > 3,
            },
            var status => throw Unknown(RedisScript.Credential, status),
        };

    /// <summary>False when another session or no session stores the token.</summary>
    public static bool IsRemoved(RedisResult[] reply) =>
        Status(reply) switch
        {
            "removed" => true,
            "none" => false,
            var status => throw Unknown(RedisScript.Revoke, status),
        };

    /// <summary>False when the use was not the newest one, or the session is not there.</summary>
    public static bool IsCarried(RedisResult[] reply) =>
        Status(reply) switch
        {
            "carried" => true,
            "none" => false,
            var status => throw Unknown(RedisScript.Carry, status),
        };

    public static Eviction Eviction(RedisResult[] reply) =>
        Status(reply) switch
        {
            "gone" => Redis.Eviction.Gone,
            "same" => Redis.Eviction.Same,
            "stays" => Redis.Eviction.Stays,
            "missing" => Redis.Eviction.Missing,
            var status => throw Unknown(RedisScript.Evict, status),
        };

    public static string Status(RedisResult[] reply) => (string)reply[0]!;

    public static InvalidOperationException Unknown(RedisScript script, string status) =>
        new($"{script.Name}.lua replied '{status}', which this version of Sessions does not know.");

    private static Window Window(RedisResult[] reply, int first, int limit) =>
        new(
            Math.Max(0, limit - (int)reply[first]),
            TimeSpan.FromMilliseconds((long)reply[first + 1]),
            TimeSpan.FromMilliseconds((long)reply[first + 2])
        );
}

/// <summary>What evict.lua did with a session or found of it.</summary>
internal enum Eviction
{
    /// <summary>It ended.</summary>
    Gone,

    /// <summary>It is as the index has it.</summary>
    Same,

    /// <summary>It was used since, and stays.</summary>
    Stays,

    /// <summary>There is no record of it.</summary>
    Missing,
}
