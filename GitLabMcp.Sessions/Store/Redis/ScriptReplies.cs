using StackExchange.Redis;

namespace GitLabMcp.Sessions.Store.Redis;

/// <summary>Reads what the scripts reply. A word that a script does not know is a fault and never the last arm of a switch:
/// otherwise a script and a process of different versions could admit a request that must be refused.</summary>
internal static class ScriptReplies
{
    public static TouchOutcome Touch(RedisResult[] reply, int limit) =>
        Word(reply) switch
        {
            "admitted" => new TouchOutcome.Admitted(
                (string)reply[1]!,
                (byte[])reply[2]! is { Length: > 0 } box ? box : null,
                Window(reply, 3, limit)
            ),
            "rate-limited" => new TouchOutcome.RateLimited(Window(reply, 3, limit)),
            "token-missing" => new TouchOutcome.TokenMissing(),
            "needs-verification" => new TouchOutcome.NeedsVerification(),
            "foreign" => new TouchOutcome.Foreign(),
            "closed" => new TouchOutcome.Closed(),
            "ended" => new TouchOutcome.Ended(),
            "absent" => new TouchOutcome.Absent(),
            var word => throw Unknown(RedisScript.Touch, word),
        };

    public static CreateOutcome Create(RedisResult[] reply, int limit) =>
        Word(reply) switch
        {
            "created" => new CreateOutcome.Created(Window(reply, 1, limit)),
            "exists" => new CreateOutcome.Exists(),
            var word => throw Unknown(RedisScript.Create, word),
        };

    /// <summary>Null when the store knows nothing of the token.</summary>
    public static KnownCredential? Credential(RedisResult[] reply) =>
        Word(reply) switch
        {
            "none" => null,
            "rejected" => new KnownCredential.Rejected(),
            "known" => new KnownCredential.Known(
                (string)reply[1]! is { Length: > 0 } names ? names.Split(',') : null,
                (string)reply[2]! is { Length: > 0 } session ? session : null
            ),
            var word => throw Unknown(RedisScript.Credential, word),
        };

    /// <summary>False when another session or no session stores the token.</summary>
    public static bool IsRemoved(RedisResult[] reply) =>
        Word(reply) switch
        {
            "removed" => true,
            "none" => false,
            var word => throw Unknown(RedisScript.Revoke, word),
        };

    /// <summary>False when the session was used in the meantime and stays.</summary>
    public static bool IsGone(RedisResult[] reply) =>
        Word(reply) switch
        {
            "gone" => true,
            "stays" => false,
            var word => throw Unknown(RedisScript.Evict, word),
        };

    public static string Word(RedisResult[] reply) => (string)reply[0]!;

    public static InvalidOperationException Unknown(RedisScript script, string word) =>
        new($"{script.Name}.lua replied '{word}', which this version of Sessions does not know.");

    private static Window Window(RedisResult[] reply, int first, int limit) =>
        new(
            Math.Max(0, limit - (int)reply[first]),
            TimeSpan.FromMilliseconds((long)reply[first + 1]),
            TimeSpan.FromMilliseconds((long)reply[first + 2])
        );
}
