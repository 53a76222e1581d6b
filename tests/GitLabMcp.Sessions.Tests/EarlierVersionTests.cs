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

    [Fact]
    public async Task A_session_that_an_earlier_version_stored_goes_on()
    {
        await using var store = await TestStore.OpenAsync("redis", TestSettings.Usual, redis);
        var admission = new TestAdmission(store, TestSettings.Usual, KeyRing.Of("a-secret-of-the-test-that-is-long-enough"));
        var id = Assert
            .IsType<Decision.Admitted>(await admission.AdmitAsync(null, "alice-1", RequestKind.Initialize, sessionless: false))
            .Key;
        Assert.IsType<Decision.Admitted>(await admission.CallAsync(id, "alice-2"));
        await store.Redis!.ScriptEvaluateAsync(
            """
            local now, before = cmsgpack.unpack(redis.call('GET', KEYS[1])), {}
            for i = 1, tonumber(ARGV[1]) do before[i] = now[i] end
            redis.call('SET', KEYS[1], cmsgpack.pack(before), 'KEEPTTL')
            """,
            [Keys.Session(id)],
            [FieldsBefore]
        );

        Assert.Equal("alice-2", await TokenAsync(id));
        Assert.IsType<Decision.Admitted>(await admission.CallAsync(id, "alice-3"));
        Assert.Equal("alice-3", await TokenAsync(id));

        async Task<string> TokenAsync(string key) =>
            Assert.IsType<Decision.Admitted>(await admission.CallAsync(key, token: null)).Token!.Credential.Token.Reveal();
    }
}
