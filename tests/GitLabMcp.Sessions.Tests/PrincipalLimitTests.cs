using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Cryptography;
using GitLabMcp.Sessions.Tests.Model;
using GitLabMcp.Sessions.Tests.Stores;
using RefusalReason = GitLabMcp.Sessions.Contract.RefusalReason;
using RequestKind = GitLabMcp.Sessions.Contract.RequestKind;

namespace GitLabMcp.Sessions.Tests;

/// <summary>One principal cannot fill the server, neither at once nor in the long run (docs/reliability.md, S22).</summary>
public sealed class PrincipalLimitTests(RedisFixture redis)
{
    private const int MaxSessionsPerPrincipal = 20;

    private static readonly KeyRing Keys = KeyRing.Of("a-secret-of-the-test-that-is-long-enough");

    public static TheoryData<string> Stores => ["memory", "redis"];

    [Theory, MemberData(nameof(Stores))]
    public async Task Opens_as_many_sessions_in_a_minute_as_it_may_end_and_all_others_are_served(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        TestAdmission[] replicas = [new(store, TestSettings.Usual, Keys), new(store, TestSettings.Usual, Keys)];

        var answers = await OpenAsync(store, replicas, 1000, atOnce: 50);

        Assert.InRange(answers.Count(answer => answer is Decision.Admitted), MaxSessionsPerPrincipal, MaxSessionsPerPrincipal + 60);
        Assert.All(
            answers.OfType<Decision.Refused>(),
            refused =>
            {
                Assert.Equal(RefusalReason.RateLimited, refused.Reason);
                Assert.InRange(refused.RetryAfter.TotalSeconds, 0.001, 60);
            }
        );
        Assert.Equal(MaxSessionsPerPrincipal, await ActiveAsync(store));
        Assert.IsType<Decision.Admitted>(await replicas[0].CallAsync(null, "bob-1"));
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<Decision.Admitted>(await replicas[0].AdmitAsync(null, "alice-1", RequestKind.Initialize, sessionless: false));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task More_first_requests_at_once_than_it_may_have_sessions_share_one_session(string kind)
    {
        var settings = TestSettings.Usual with { MaxRequestsPerMinute = 100_000 };
        await using var store = await TestStore.OpenAsync(kind, settings, redis);
        TestAdmission[] replicas = [new(store, settings, Keys), new(store, settings, Keys)];

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => replicas[i % 2].CallAsync(null, "alice-1")));

        Assert.Single(answers.Select(static answer => Assert.IsType<Decision.Admitted>(answer).Key).Distinct());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Sessions_that_one_principal_opens_and_ends_for_long_leave_nothing_behind(string kind)
    {
        var settings = TestSettings.Usual with { MaxRequestsPerMinute = 100_000 };
        await using var store = await TestStore.OpenAsync(kind, settings, redis);
        TestAdmission[] replicas = [new(store, settings, Keys), new(store, settings, Keys)];

        var answers = await OpenAsync(store, replicas, 2000, atOnce: 10);
        for (var i = 0; i < 50; i++)
        {
            var made = await replicas[i % 2].AdmitAsync(null, "alice-1", RequestKind.Initialize, sessionless: false);
            await replicas[i % 2].CloseAsync(Assert.IsType<Decision.Admitted>(made).Key, "alice-1");
        }

        Assert.All(answers, answer => Assert.IsType<Decision.Admitted>(answer));
        Assert.InRange(await ActiveAsync(store), 1, MaxSessionsPerPrincipal);
        if (store.Redis is { } database)
        {
            var records = (StackExchange.Redis.RedisKey[])(await database.ExecuteAsync("KEYS", "*session:*"))!;
            Assert.Equal(await ActiveAsync(store), records.Length);
        }
    }

    private static async Task<IReadOnlyList<Decision>> OpenAsync(TestStore store, TestAdmission[] replicas, int count, int atOnce)
    {
        var answers = new List<Decision> { await replicas[0].AdmitAsync(null, "alice-1", RequestKind.Initialize, sessionless: false) };
        foreach (var some in Enumerable.Range(1, count - 1).Chunk(atOnce))
        {
            store.Clock.Advance(TimeSpan.FromMilliseconds(1));
            answers.AddRange(
                await Task.WhenAll(
                    some.Select(i => replicas[i % 2].AdmitAsync(null, "alice-1", RequestKind.Initialize, sessionless: false))
                )
            );
        }

        return answers;
    }

    private static async Task<long> ActiveAsync(TestStore store) =>
        (await store.Store.CountAsync(default, claimExpirations: false, default)).Active;
}
