using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Cryptography;
using GitLabMcp.Sessions.Store;
using GitLabMcp.Sessions.Tests.Model;
using GitLabMcp.Sessions.Tests.Stores;
using RequestKind = GitLabMcp.Sessions.Contract.RequestKind;

namespace GitLabMcp.Sessions.Tests;

/// <summary>Sessions in Redis outlive an update (docs/reliability.md, F17).</summary>
public sealed class EarlierVersionTests(RedisFixture redis)
{
    /// <summary>What 1.1.0 stored: principal, instance, digest, sealed token, last use, end of the token, window, last use in the index,
    /// counted requests.</summary>
    private const int FieldsBefore = 9;

    /// <summary>The owner's names, the ends of the good and of the bad answer, and the session without an id.</summary>
    private const int CredentialFieldsBefore = 4;

    [Fact]
    public async Task A_session_that_an_earlier_version_stored_goes_on()
    {
        await using var store = await TestStore.OpenAsync("redis", TestSettings.Usual, redis);
        var admission = new TestAdmission(store, TestSettings.Usual, KeyRing.Of("a-secret-of-the-test-that-is-long-enough"));
        var id = Assert
            .IsType<Decision.Admitted>(await admission.AdmitAsync(null, "alice-1", RequestKind.Initialize, sessionless: false))
            .Key;
        Assert.IsType<Decision.Admitted>(await admission.CallAsync(id, "alice-2"));
        await CutAsync(store, Keys.Session(id), FieldsBefore);

        Assert.Equal("alice-2", await TokenAsync(id));
        Assert.IsType<Decision.Admitted>(await admission.CallAsync(id, "alice-3"));
        Assert.Equal("alice-3", await TokenAsync(id));

        async Task<string> TokenAsync(string key) =>
            Assert.IsType<Decision.Admitted>(await admission.CallAsync(key, token: null)).Token!.Credential.Token.Reveal();
    }

    [Fact]
    public async Task A_token_that_an_earlier_version_knew_has_unknown_scopes_until_it_is_checked_again()
    {
        const string Token = "alice-reads";
        await using var store = await TestStore.OpenAsync("redis", TestSettings.Usual, redis);
        var keys = KeyRing.Of("a-secret-of-the-test-that-is-long-enough");
        var admission = new TestAdmission(store, TestSettings.Usual, keys);
        var id = Assert.IsType<Decision.Admitted>(await admission.AdmitAsync(null, Token, RequestKind.Initialize, sessionless: false)).Key;
        await CutAsync(store, Keys.Session(id), FieldsBefore);
        await CutAsync(store, Keys.Credential(DigestOf(keys, Token)), CredentialFieldsBefore);

        Assert.False(Assert.IsType<Decision.Admitted>(await admission.CallAsync(id, Token)).OnlyReads);
        Assert.False(Assert.IsType<Decision.Admitted>(await admission.CallAsync(null, Token)).OnlyReads);
        await admission.RevokeAsync(id, Token);
        Assert.True(Assert.IsType<Decision.Admitted>(await admission.CallAsync(id, Token)).OnlyReads);
        Assert.Equal(2, admission.Checks);
    }

    /// <summary>It knows nothing of the mark, and keeps every field that it does not know.</summary>
    [Fact]
    public async Task A_token_that_an_earlier_version_stores_beside_this_one_is_not_taken_for_the_one_before_it()
    {
        await using var store = await TestStore.OpenAsync("redis", TestSettings.Usual, redis);
        var keys = KeyRing.Of("a-secret-of-the-test-that-is-long-enough");
        var admission = new TestAdmission(store, TestSettings.Usual, keys);
        var id = Assert
            .IsType<Decision.Admitted>(await admission.AdmitAsync(null, "alice-reads", RequestKind.Initialize, sessionless: false))
            .Key;
        Assert.True(Assert.IsType<Decision.Admitted>(await admission.CallAsync(id, token: null)).OnlyReads);
        await store.Redis!.ScriptEvaluateAsync(
            """
            local record = cmsgpack.unpack(redis.call('GET', KEYS[1]))
            record[3], record[11] = ARGV[1], record[5]
            redis.call('SET', KEYS[1], cmsgpack.pack(record), 'KEEPTTL')
            """,
            [Keys.Session(id)],
            [DigestOf(keys, "alice-1")]
        );

        Assert.False(Assert.IsType<Decision.Admitted>(await admission.CallAsync(id, "alice-1")).OnlyReads);
    }

    private static string DigestOf(KeyRing keys, string token) =>
        new Identities(keys).Digest(
            TestAdmission.Instance,
            new(ServiceDefaults.Credentials.CredentialKind.Bearer, new ServiceDefaults.Credentials.GitLabToken(token))
        );

    /// <summary>Leaves what an earlier version would have stored.</summary>
    private static async Task CutAsync(TestStore store, StackExchange.Redis.RedisKey key, int fields) =>
        await store.Redis!.ScriptEvaluateAsync(
            """
            local now, before = cmsgpack.unpack(redis.call('GET', KEYS[1])), {}
            for i = 1, tonumber(ARGV[1]) do before[i] = now[i] end
            redis.call('SET', KEYS[1], cmsgpack.pack(before), 'KEEPTTL')
            """,
            [key],
            [fields]
        );
}
