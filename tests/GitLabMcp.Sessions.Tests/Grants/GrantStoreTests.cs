using System.Globalization;
using GitLabMcp.Sessions.Store.Grants;
using GitLabMcp.Sessions.Tests.Stores;

namespace GitLabMcp.Sessions.Tests.Grants;

/// <summary>Both stores of grants, under the same clock.</summary>
public sealed class GrantStoreTests(RedisFixture redis)
{
    private const string Id = "AAAAAAAAAAAAAAAAAAAAAA";
    private const string Client = "client";

    public static TheoryData<string> Stores => ["memory", "redis"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task A_code_counts_once_and_its_second_use_ends_the_grant(string kind)
    {
        await using var store = await OpenAsync(kind);

        var first = await store.Grants.RedeemAsync(Id, Client, "one", Ct);
        var sameUse = await store.Grants.RedeemAsync(Id, Client, "one", Ct);
        var second = await store.Grants.RedeemAsync(Id, Client, "two", Ct);

        Assert.Equal(1, Assert.IsType<GrantUse.Given>(first).Generation);
        Assert.Equal(1, Assert.IsType<GrantUse.Given>(sameUse).Generation);
        Assert.Equal("alice", Assert.IsType<GrantUse.Reused>(second).Grant.Principal);
        Assert.IsType<GrantLookup.Absent>(await FindAsync(store));
        Assert.IsType<GrantUse.Invalid>(await store.Grants.RotateAsync(Id, Client, 1, Ct));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_grant_is_used_by_its_own_client_only(string kind)
    {
        await using var store = await OpenAsync(kind);

        Assert.IsType<GrantUse.Invalid>(await store.Grants.RedeemAsync(Id, "other", "one", Ct));
        await store.Grants.RedeemAsync(Id, Client, "two", Ct);
        Assert.IsType<GrantUse.Invalid>(await store.Grants.RotateAsync(Id, "other", 1, Ct));
        Assert.Null(await store.Grants.EndAsync(Id, "other", fence: null, Ct));
        Assert.NotNull(await store.Grants.EndAsync(Id, Client, fence: null, Ct));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_code_that_nobody_redeems_is_forgotten(string kind)
    {
        await using var store = await OpenAsync(kind);

        store.Clock.Advance(GrantTimes.Code);

        Assert.IsType<GrantUse.Invalid>(await store.Grants.RedeemAsync(Id, Client, "one", Ct));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_grant_ends_thirty_days_after_its_last_refresh(string kind)
    {
        await using var store = await OpenAsync(kind);
        await store.Grants.RedeemAsync(Id, Client, "one", Ct);

        store.Clock.Advance(GrantTimes.Unused - TimeSpan.FromSeconds(1));
        var used = await store.Grants.RotateAsync(Id, Client, 1, Ct);
        store.Clock.Advance(GrantTimes.Unused - TimeSpan.FromSeconds(1));
        var there = await FindAsync(store);
        store.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.IsType<GrantUse.Given>(used);
        Assert.IsType<GrantLookup.Found>(there);
        Assert.IsType<GrantLookup.Absent>(await FindAsync(store));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task The_refresh_token_before_the_newest_gets_the_same_successor_for_a_minute(string kind)
    {
        await using var store = await OpenAsync(kind);
        await store.Grants.RedeemAsync(Id, Client, "one", Ct);
        var first = Assert.IsType<GrantUse.Given>(await store.Grants.RotateAsync(Id, Client, 1, Ct));

        store.Clock.Advance(GrantTimes.Grace);
        var again = Assert.IsType<GrantUse.Given>(await store.Grants.RotateAsync(Id, Client, 1, Ct));
        store.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var late = await store.Grants.RotateAsync(Id, Client, 1, Ct);

        Assert.Equal(2, first.Generation);
        Assert.Equal((first.Generation, first.IssuedAt), (again.Generation, again.IssuedAt));
        Assert.IsType<GrantUse.Reused>(late);
        Assert.IsType<GrantLookup.Absent>(await FindAsync(store));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task An_older_refresh_token_ends_the_grant_at_once(string kind)
    {
        await using var store = await OpenAsync(kind);
        await store.Grants.RedeemAsync(Id, Client, "one", Ct);
        await store.Grants.RotateAsync(Id, Client, 1, Ct);
        await store.Grants.RotateAsync(Id, Client, 2, Ct);

        Assert.IsType<GrantUse.Invalid>(await store.Grants.RotateAsync(Id, Client, 4, Ct));
        Assert.IsType<GrantUse.Reused>(await store.Grants.RotateAsync(Id, Client, 1, Ct));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task One_caller_refreshes_in_the_last_five_minutes_of_a_token(string kind)
    {
        await using var store = await OpenRedeemedAsync(kind);

        store.Clock.Advance(TimeSpan.FromSeconds(7200 - 301));
        Assert.IsType<GrantRefresh.NotDue>(await RefreshAsync(store));
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<GrantRefresh.Waiting>(await RefreshAsync(store, refresher: null));
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => RefreshAsync(store)));

        Assert.Equal([1], Assert.Single(all.OfType<GrantRefresh.Locked>()).RefreshToken);
        Assert.Equal(49, all.OfType<GrantRefresh.InFlight>().Count());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_token_that_lives_shortly_is_refreshed_in_its_last_quarter(string kind)
    {
        await using var store = await OpenRedeemedAsync(kind, lifetime: 8);

        store.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.IsType<GrantRefresh.NotDue>(await RefreshAsync(store));
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<GrantRefresh.Locked>(await RefreshAsync(store));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_refresh_whose_outcome_is_lost_is_made_again_and_its_late_outcome_dropped(string kind)
    {
        await using var store = await OpenRedeemedAsync(kind, lifetime: 1);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        var lost = Assert.IsType<GrantRefresh.Locked>(await RefreshAsync(store));

        store.Clock.Advance(GrantTimes.RefreshLock);
        var next = Assert.IsType<GrantRefresh.Locked>(await RefreshAsync(store));
        var late = await store.Grants.RenewAsync(Id, lost.Fence, "alice", new([7], [8], TimeSpan.FromHours(1)), Ct);
        var stored = await store.Grants.RenewAsync(Id, next.Fence, "alice-renamed", new([9], [10], TimeSpan.FromHours(1)), Ct);

        Assert.True(next.Fence > lost.Fence);
        Assert.Equal(lost.RefreshToken, next.RefreshToken);
        Assert.Equal(RefreshUse.Late, late);
        Assert.Equal(RefreshUse.Stored, stored);
        var found = Assert.IsType<GrantLookup.Found>(await FindAsync(store));
        Assert.Equal([9], found.Access);
        Assert.Equal("alice-renamed", found.Principal);
        Assert.Equal(3600_000, found.EndsAt - found.Now);
        Assert.IsType<GrantRefresh.NotDue>(found.Refresh);
        Assert.Equal(RefreshUse.Absent, await store.Grants.RenewAsync("unknown", 1, "alice", new([9], [9], TimeSpan.FromHours(1)), Ct));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_caller_who_missed_the_answer_gets_the_same_lock_again(string kind)
    {
        await using var store = await OpenRedeemedAsync(kind, lifetime: 1);
        store.Clock.Advance(TimeSpan.FromSeconds(1));

        var first = Assert.IsType<GrantRefresh.Locked>(await RefreshAsync(store, "one"));
        var again = Assert.IsType<GrantRefresh.Locked>(await RefreshAsync(store, "one"));

        Assert.Equal(first.Fence, again.Fence);
        Assert.Equal(first.RefreshToken, again.RefreshToken);
        Assert.IsType<GrantRefresh.InFlight>(await RefreshAsync(store, "other"));
        Assert.IsType<GrantRefresh.InFlight>(await RefreshAsync(store));
        Assert.IsType<GrantRefresh.InFlight>(await RefreshAsync(store, refresher: null));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Nobody_tries_again_for_a_moment_when_GitLab_could_not_be_asked(string kind)
    {
        await using var store = await OpenRedeemedAsync(kind, lifetime: 1);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        var failed = Assert.IsType<GrantRefresh.Locked>(await RefreshAsync(store));

        await store.Grants.DelayAsync(Id, failed.Fence - 1, Ct);
        Assert.IsType<GrantRefresh.InFlight>(await RefreshAsync(store));
        await store.Grants.DelayAsync(Id, failed.Fence, Ct);
        Assert.IsType<GrantRefresh.Waiting>(await RefreshAsync(store));
        store.Clock.Advance(GrantTimes.RetryInterval);
        Assert.IsType<GrantRefresh.Locked>(await RefreshAsync(store));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Only_the_token_that_GitLab_refused_is_refreshed(string kind)
    {
        await using var store = await OpenRedeemedAsync(kind);

        await store.Grants.ExpireAsync(Id, [99], Ct);
        Assert.IsType<GrantRefresh.NotDue>(await RefreshAsync(store));
        await store.Grants.ExpireAsync(Id, [0], Ct);
        Assert.IsType<GrantRefresh.Locked>(await RefreshAsync(store));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task The_grant_that_was_refreshed_longest_ago_gives_way(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var ids = Enumerable.Range(0, 21).Select(static i => i.ToString("D22", CultureInfo.InvariantCulture)).ToArray();
        foreach (var id in ids)
        {
            store.Clock.Advance(TimeSpan.FromSeconds(1));
            await store.Grants.CreateAsync(GrantOf(id, lifetime: 7200), Ct);
            await store.Grants.RedeemAsync(id, Client, "one", Ct);
            if (id == ids[5])
            {
                await store.Grants.EnlistAsync(["alice-renamed", "alice"], ids[0], Ct);
                store.Clock.Advance(TimeSpan.FromSeconds(1));
            }

            // The owner has another name from the second grant on, because the key ring changed.
            string[] names = id == ids[0] ? ["alice"] : ["alice-renamed", "alice"];
            Assert.Equal(id == ids[20] ? [ids[1]] : [], await store.Grants.EnlistAsync(names, id, Ct));
        }

        await store.Grants.EndAsync(ids[1], null, fence: null, Ct);
        await store.Grants.DelistAsync(["alice-renamed", "alice"], ids[1], Ct);
        Assert.Empty(await store.Grants.EnlistAsync(["alice-renamed", "alice"], ids[20], Ct));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_refusal_of_an_earlier_refresh_ends_no_grant(string kind)
    {
        await using var store = await OpenRedeemedAsync(kind, lifetime: 1);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        var refresh = Assert.IsType<GrantRefresh.Locked>(await RefreshAsync(store));

        Assert.Null(await store.Grants.EndAsync(Id, clientId: null, refresh.Fence - 1, Ct));
        var ended = await store.Grants.EndAsync(Id, clientId: null, refresh.Fence, Ct);

        Assert.Equal(("alice", 0, 1), (ended!.Principal, ended.Access[0], ended.Refresh[0]));
    }

    private static NewGrant GrantOf(string id, int lifetime) =>
        new(id, "alice", Client, "api", new([0], [1], TimeSpan.FromSeconds(lifetime)));

    private static async Task<GrantLookup> FindAsync(TestStore store) => await store.Grants.FindAsync(Id, refresher: null, Ct);

    private static async Task<GrantRefresh> RefreshAsync(TestStore store, string? refresher = "") =>
        Assert.IsType<GrantLookup.Found>(await store.Grants.FindAsync(Id, refresher, Ct)).Refresh;

    private async Task<TestStore> OpenAsync(string kind)
    {
        var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        await store.Grants.CreateAsync(GrantOf(Id, lifetime: 7200), Ct);
        return store;
    }

    private async Task<TestStore> OpenRedeemedAsync(string kind, int lifetime = 7200)
    {
        var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        await store.Grants.CreateAsync(GrantOf(Id, lifetime), Ct);
        await store.Grants.RedeemAsync(Id, Client, "one", Ct);
        return store;
    }
}
