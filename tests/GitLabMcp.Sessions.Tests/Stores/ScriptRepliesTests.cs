using GitLabMcp.Sessions.Store.Redis;
using StackExchange.Redis;

namespace GitLabMcp.Sessions.Tests.Stores;

/// <summary>The random histories show what the known replies become. Here: one that a newer script might give.</summary>
public sealed class ScriptRepliesTests
{
    private static readonly Dictionary<string, Action<RedisResult[]>> Readers = new()
    {
        ["touch"] = static reply => ScriptReplies.Touch(reply, limit: 60),
        ["create"] = static reply => ScriptReplies.Create(reply, limit: 60),
        ["credential"] = static reply => ScriptReplies.Credential(reply),
        ["revoke"] = static reply => ScriptReplies.IsRemoved(reply),
        ["evict"] = static reply => ScriptReplies.Eviction(reply),
    };

    public static TheoryData<string> Scripts => [.. Readers.Keys];

    [Theory, MemberData(nameof(Scripts))]
    public void A_word_that_is_not_known_is_a_fault_and_admits_nobody(string script)
    {
        RedisResult[] reply = [Text("suspended"), Text("alice"), Text(""), .. Enumerable.Repeat(RedisResult.Create((RedisValue)0), 7)];

        var fault = Assert.Throws<InvalidOperationException>(() => Readers[script](reply));

        Assert.Contains($"{script}.lua replied 'suspended'", fault.Message, StringComparison.Ordinal);
    }

    private static RedisResult Text(string text) => RedisResult.Create((RedisValue)text);
}
