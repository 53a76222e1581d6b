using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Cryptography;
using GitLabMcp.Sessions.Tests.Model;
using GitLabMcp.Sessions.Tests.Stores;
using RefusalReason = GitLabMcp.Sessions.Contract.RefusalReason;
using RequestKind = GitLabMcp.Sessions.Contract.RequestKind;

namespace GitLabMcp.Sessions.Tests;

/// <summary>What the random histories do not look at: keys, refusals by GitLab, several replicas at once.</summary>
public sealed class AdmissionTests(RedisFixture redis)
{
    private const string OldKey = "the-old-secret-of-the-test-long-enough";
    private const string NewKey = "the-new-secret-of-the-test-long-enough";

    public static TheoryData<string> Stores => ["memory", "redis"];

    [Theory, MemberData(nameof(Stores))]
    public async Task A_confirmation_counts_once(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => store.Store.ConsumeConfirmationAsync("one", TestContext.Current.CancellationToken).AsTask())
        );
        await store.Store.SweepAsync(TestContext.Current.CancellationToken);

        Assert.Single(answers, isFirst => isFirst);
        Assert.True(await store.Store.ConsumeConfirmationAsync("another", TestContext.Current.CancellationToken));
        Assert.False(await store.Store.ConsumeConfirmationAsync("one", TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_session_id_that_is_no_base64_is_unknown(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var admission = new TestAdmission(store, TestSettings.Usual, KeyRing.Of(OldKey));

        var refused = Assert.IsType<Decision.Refused>(await admission.CallAsync(new string('!', 52), "alice-1"));

        Assert.Equal(RefusalReason.SessionNotFound, refused.Reason);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Asks_GitLab_once_for_a_token_however_often_it_is_used(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var admission = new TestAdmission(store, TestSettings.Usual, KeyRing.Of(OldKey));

        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<Decision.Admitted>(await admission.CallAsync(null, "alice-1"));
        }

        Assert.Equal(1, admission.Checks);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Remembers_a_refused_token_for_a_minute(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var admission = new TestAdmission(store, TestSettings.Usual, KeyRing.Of(OldKey));

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(RefusalReason.RejectedToken, Assert.IsType<Decision.Refused>(await admission.CallAsync(null, "nobody-1")).Reason);
        }

        Assert.Equal(1, admission.Checks);
        store.Clock.Advance(TimeSpan.FromSeconds(60));
        await admission.CallAsync(null, "nobody-1");
        Assert.Equal(2, admission.Checks);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Sends_no_more_garbage_to_GitLab_than_may_fail_in_a_minute(string kind)
    {
        var settings = TestSettings.Usual with { MaxAuthFailuresPerMinute = 20 };
        await using var store = await TestStore.OpenAsync(kind, settings, redis);
        var admission = new TestAdmission(store, settings, KeyRing.Of(OldKey));
        Assert.IsType<Decision.Admitted>(await admission.CallAsync(null, "alice-1"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => admission.CallAsync(null, $"nobody-{i}")));

        Assert.Equal(21, admission.Checks);
        Assert.Equal(
            180,
            answers.Count(answer =>
                answer is Decision.Refused { Reason: RefusalReason.AuthFailures, RetryAfter.TotalSeconds: > 0 and <= 61 }
            )
        );
        Assert.IsType<Decision.Admitted>(await admission.CallAsync(null, "alice-1"));
        Assert.Equal(1, (await store.Store.CountAsync(default, claimExpirations: false, default)).Active);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Rotated_keys_refuse_nobody(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var before = new TestAdmission(store, TestSettings.Usual, KeyRing.Of(OldKey));
        var id = Assert.IsType<Decision.Admitted>(await before.AdmitAsync(null, "alice-1", RequestKind.Initialize, sessionless: false)).Key;

        var after = new TestAdmission(store, TestSettings.Usual, KeyRing.Of(NewKey, OldKey));
        Assert.Equal("alice-1", Assert.IsType<Decision.Admitted>(await after.CallAsync(id, null)).Token!.Credential.Token.Reveal());
        Assert.IsType<Decision.Admitted>(await after.CallAsync(id, "alice-1"));
        Assert.IsType<Decision.Admitted>(await after.CallAsync(id, "alice-2"));
        Assert.Equal("alice-2", Assert.IsType<Decision.Admitted>(await after.CallAsync(id, null)).Token!.Credential.Token.Reveal());
        Assert.Equal(RefusalReason.SessionNotFound, Assert.IsType<Decision.Refused>(await after.CallAsync(id, "bob-1")).Reason);
    }

    [Fact]
    public void A_sealed_token_opens_for_its_own_session_and_principal_only()
    {
        var sealing = new SealedTokens(KeyRing.Of(OldKey));
        var token = new StoredCredential(
            "https://gitlab.example/api/v4",
            new(ServiceDefaults.Credentials.CredentialKind.JobToken, new("glcbt-0000000000000001"))
        );
        var box = sealing.Seal(token, "session-a", "alice");

        Assert.Equal(token, sealing.Open(box, "session-a", "alice"));
        Assert.Null(sealing.Open(box, "session-b", "alice"));
        Assert.Null(sealing.Open(box, "session-a", "bob"));
        Assert.Null(new SealedTokens(KeyRing.Of(NewKey)).Open(box, "session-a", "alice"));
        box[^1] ^= 1;
        Assert.Null(sealing.Open(box, "session-a", "alice"));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(600)]
    [InlineData(5000)]
    public async Task Admits_the_limit_and_no_more_in_any_minute_over_two_replicas(int limit)
    {
        var settings = TestSettings.Usual with { MaxRequestsPerMinute = limit };
        await using var store = await TestStore.OpenAsync("redis", settings, redis);
        TestAdmission[] replicas = [new(store, settings, KeyRing.Of(OldKey)), new(store, settings, KeyRing.Of(OldKey))];
        var id = Assert
            .IsType<Decision.Admitted>(await replicas[0].AdmitAsync(null, "alice-1", RequestKind.Notification, sessionless: false))
            .Key;
        var admitted = new List<long>();

        for (var burst = 0; burst < 8; burst++)
        {
            var now = store.Clock.GetUtcNow().ToUnixTimeMilliseconds();
            foreach (var some in Enumerable.Range(0, limit / 2).Chunk(100))
            {
                var answers = await Task.WhenAll(some.Select(i => replicas[i % 2].CallAsync(id, "alice-1")));
                admitted.AddRange(answers.Where(answer => answer is Decision.Admitted).Select(_ => now));
            }

            store.Clock.Advance(TimeSpan.FromMilliseconds(17_500));
        }

        Assert.All(admitted.Distinct(), at => Assert.InRange(admitted.Count(other => other > at - 60_000 && other <= at), 1, limit));
        Assert.InRange(admitted.Count, limit * 2, limit * 4);
    }

    [Fact]
    public async Task One_session_for_a_token_however_many_replicas_it_arrives_at_at_once()
    {
        await using var store = await TestStore.OpenAsync("redis", TestSettings.Usual, redis);
        var replicas = Enumerable.Range(0, 8).Select(_ => new TestAdmission(store, TestSettings.Usual, KeyRing.Of(OldKey))).ToList();

        var answers = await Task.WhenAll(replicas.Select(admission => admission.CallAsync(null, "alice-1")));

        Assert.Single(answers.Select(answer => Assert.IsType<Decision.Admitted>(answer).Key).Distinct());
        Assert.Equal(1, (await store.Store.CountAsync(default, claimExpirations: false, default)).Active);
    }

    [Fact]
    public async Task The_last_slots_go_to_exactly_as_many_newcomers()
    {
        var settings = TestSettings.Usual with { MaxSessions = 5 };
        await using var store = await TestStore.OpenAsync("redis", settings, redis);
        TestAdmission[] replicas = [new(store, settings, KeyRing.Of(OldKey)), new(store, settings, KeyRing.Of(OldKey))];

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => replicas[i % 2].CallAsync(null, $"user{i}-1")));

        Assert.Equal(5, answers.Count(answer => answer is Decision.Admitted));
        Assert.Equal(
            45,
            answers.Count(answer => answer is Decision.Refused { Reason: RefusalReason.Capacity, RetryAfter.TotalSeconds: 60 })
        );
    }

    [Fact]
    public async Task Nothing_in_Redis_gives_a_token_or_a_name_away_and_every_key_expires()
    {
        await using var store = await TestStore.OpenAsync("redis", TestSettings.Usual, redis);
        var admission = new TestAdmission(store, TestSettings.Usual, KeyRing.Of(OldKey));
        await admission.AdmitAsync(null, "alice-canary-token", RequestKind.Initialize, sessionless: false);
        await admission.CallAsync(null, "alice-canary-token");
        await admission.AdmitAsync(null, "alice-canary-token", RequestKind.Call, sessionless: true);
        await admission.CallAsync(null, "nobody-canary-token");

        var keys = (StackExchange.Redis.RedisKey[])(await store.Redis!.ExecuteAsync("KEYS", "*"))!;
        Assert.NotEmpty(keys);
        foreach (var key in keys)
        {
            Assert.NotNull(await store.Redis.KeyTimeToLiveAsync(key));
            var dump = System.Text.Encoding.Latin1.GetString((byte[])(await store.Redis.ExecuteAsync("DUMP", key))!);
            Assert.DoesNotContain("canary", (string)key! + dump, StringComparison.Ordinal);
            Assert.DoesNotContain("alice", (string)key! + dump, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_reason_to_refuse_says_its_limit_or_that_it_has_none()
    {
        var reasons = Enum.GetValues<RefusalReason>().Except([RefusalReason.Unspecified]);

        Assert.Equal(
            [RefusalReason.RateLimited, RefusalReason.Capacity, RefusalReason.AuthFailures],
            reasons.Where(static reason => TestSettings.Usual.LimitOf(reason) > 0)
        );
    }
}
