using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Cryptography;
using GitLabMcp.Sessions.Store;
using GitLabMcp.Sessions.Tests.Model;
using GitLabMcp.Sessions.Tests.Stores;
using RequestKind = GitLabMcp.Sessions.Contract.RequestKind;

namespace GitLabMcp.Sessions.Tests;

/// <summary>A token that is known to only read is known so wherever it is used. The random histories show that it stays so over every
/// change of a session's token.</summary>
public sealed class TokenScopeTests(RedisFixture redis)
{
    private static readonly KeyRing Keys = KeyRing.Of("a-secret-of-the-test-that-is-long-enough");

    public static TheoryData<string> Stores => ["memory", "redis"];

    [Theory, MemberData(nameof(Stores))]
    public async Task One_check_is_enough_for_every_session_of_the_token_over_two_replicas(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var (one, other) = (new TestAdmission(store, TestSettings.Usual, Keys), new TestAdmission(store, TestSettings.Usual, Keys));
        var first = await StartAsync(one);
        var second = await StartAsync(other);

        Decision[] decisions =
        [
            first,
            second,
            await other.CallAsync(first.Key, "alice-reads"),
            await other.CallAsync(first.Key, token: null),
            await one.CallAsync(null, "alice-reads"),
            await other.CallAsync(null, "alice-reads"),
            await one.AdmitAsync(null, "alice-reads", RequestKind.Call, sessionless: true),
            await other.AdmitAsync(null, "alice-reads", RequestKind.Notification, sessionless: true),
        ];

        Assert.All(decisions, decision => Assert.True(Assert.IsType<Decision.Admitted>(decision).OnlyReads));
        Assert.Equal((1, 0), (one.Checks, other.Checks));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_later_check_counts(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);

        await store.Store.RememberOwnerAsync("digest", ["alice"], onlyReads: true, TestContext.Current.CancellationToken);
        var reads = await FindAsync();
        await store.Store.RememberOwnerAsync("digest", ["alice"], onlyReads: false, TestContext.Current.CancellationToken);

        Assert.Equal((true, false), (reads, await FindAsync()));

        async Task<bool> FindAsync() =>
            Assert
                .IsType<KnownCredential.Known>(await store.Store.FindCredentialAsync("digest", TestContext.Current.CancellationToken))
                .OnlyReads;
    }

    /// <summary>Redis holds a million sessions, and nearly all of them of tokens that may do everything.</summary>
    [Fact]
    public async Task The_mark_takes_nothing_of_other_sessions_and_a_few_bytes_of_its_own()
    {
        await using var store = await TestStore.OpenAsync("redis", TestSettings.Usual, redis);
        var admission = new TestAdmission(store, TestSettings.Usual, Keys);
        var (reading, all) = (await StartAsync(admission), await StartAsync(admission, "alice-write"));

        var (marked, plain) = (await ReadAsync(reading.Key), await ReadAsync(all.Key));

        Assert.Equal(9, plain.Fields);
        Assert.InRange(marked.Bytes - plain.Bytes, 1, 8);

        async Task<(int Fields, int Bytes)> ReadAsync(string key)
        {
            var reply = (StackExchange.Redis.RedisResult[])
                (
                    await store.Redis!.ScriptEvaluateAsync(
                        "local value = redis.call('GET', KEYS[1]) return { #cmsgpack.unpack(value), #value }",
                        [Store.Keys.Session(key)]
                    )
                )!;
            return ((int)reply[0], (int)reply[1]);
        }
    }

    private static async Task<Decision.Admitted> StartAsync(TestAdmission admission, string token = "alice-reads") =>
        Assert.IsType<Decision.Admitted>(await admission.AdmitAsync(null, token, RequestKind.Initialize, sessionless: false));
}
