using GitLabMcp.Sessions.Store.Grants;

namespace GitLabMcp.Sessions.Store.Redis;

/// <summary>Reads what the scripts on grants reply. A status that is not known here is a fault (<see cref="ScriptReplies"/>).</summary>
internal static class GrantReplies
{
    public static GrantUse Use(RedisScript script, RedisResult[] reply) =>
        ScriptReplies.Status(reply) switch
        {
            "given" => new GrantUse.Given(
                (string)reply[1]!,
                (string)reply[2]!,
                (int)reply[3],
                (long)reply[4],
                (long)reply[5],
                (byte[])reply[6]!
            ),
            "invalid" => new GrantUse.Invalid(),
            "reused" => new GrantUse.Reused(Ended(reply)),
            var status => throw ScriptReplies.Unknown(script, status),
        };

    public static GrantLookup Find(RedisResult[] reply) =>
        ScriptReplies.Status(reply) switch
        {
            "absent" => new GrantLookup.Absent(),
            "not-due" => Found(reply, new GrantRefresh.NotDue()),
            "locked" => Found(reply, new GrantRefresh.Locked((long)reply[6], (byte[])reply[7]!)),
            "in-flight" => Found(reply, new GrantRefresh.InFlight()),
            "waiting" => Found(reply, new GrantRefresh.Waiting()),
            var status => throw ScriptReplies.Unknown(RedisScript.GrantFind, status),
        };

    public static RefreshUse Renew(RedisResult[] reply) =>
        ScriptReplies.Status(reply) switch
        {
            "stored" => RefreshUse.Stored,
            "late" => RefreshUse.Late,
            "absent" => RefreshUse.Absent,
            var status => throw ScriptReplies.Unknown(RedisScript.GrantRenew, status),
        };

    /// <summary>Null when there was no such grant.</summary>
    public static EndedGrant? End(RedisResult[] reply) =>
        ScriptReplies.Status(reply) switch
        {
            "ended" => Ended(reply),
            "none" => null,
            var status => throw ScriptReplies.Unknown(RedisScript.GrantEnd, status),
        };

    private static EndedGrant Ended(RedisResult[] reply) => new((string)reply[1]!, (byte[])reply[2]!, (byte[])reply[3]!);

    private static GrantLookup.Found Found(RedisResult[] reply, GrantRefresh refresh) =>
        new((string)reply[1]!, (byte[])reply[2]!, (long)reply[3], (long)reply[4], (long)reply[5], refresh);
}
