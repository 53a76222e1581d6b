using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Cryptography;
using GitLabMcp.Sessions.Store.Grants;
using GitLabMcp.Sessions.Tests.Stores;

namespace GitLabMcp.Sessions.Tests.Grants;

/// <summary>GitLab's tokens of a grant come to their end, over both stores.</summary>
public sealed class GrantRefreshTests(RedisFixture redis)
{
    private const string SecondToken = "gitlab-access-2-0123456789";
    private static readonly KeyRing Keys = KeyRing.Of("a-secret-of-the-test-that-is-long-enough");

    /// <summary>Until three minutes before the end of GitLab's first token.</summary>
    private static readonly TimeSpan NearTheEnd = TimeSpan.FromMinutes(117);

    public static TheoryData<string> Stores => ["memory", "redis"];

    [Theory, MemberData(nameof(Stores))]
    public async Task One_request_refreshes_and_the_others_use_the_old_token_meanwhile(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, Keys);
        var alice = await NearTheEndAsync(store, users);

        var refresh = Assert.IsType<Decision.NeedsRefresh>(await users.AskAsync(alice.Access));
        Assert.Equal(SignedInUsers.FirstToken, SignedInUsers.TokenOf(await users.AskAsync(alice.Access)));
        Assert.Equal(SecondToken, SignedInUsers.TokenOf(await users.AskAgainAsync(alice.Access, users.Refresh(refresh))));
        Assert.Equal(SecondToken, SignedInUsers.TokenOf(await users.AskAsync(alice.Access)));

        Assert.Equal(["gitlab-refresh-1-0123456789"], users.Refreshes);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_request_counts_once_though_its_token_is_refreshed(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, Keys);
        var alice = await NearTheEndAsync(store, users);

        Assert.Equal(59, Assert.IsType<Decision.Admitted>(await users.CallAsync(alice.Access)).Window.Remaining);
        Assert.Single(users.Refreshes);
        Assert.Equal(58, Assert.IsType<Decision.Admitted>(await users.CallAsync(alice.Access)).Window.Remaining);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_request_that_may_not_use_the_grant_keeps_nobody_from_refreshing(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, Keys);
        var alice = await users.SignInAsync();
        store.Clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal(RefusalReason.InvalidGrantToken, SignedInUsers.ReasonOf(await users.AskAsync(alice.Access)));

        var found = Assert.IsType<GrantLookup.Found>(await store.Grants.FindAsync(alice.GrantId, "another", default));
        Assert.IsType<GrantRefresh.Locked>(found.Refresh);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task While_GitLab_is_away_the_old_token_serves_as_long_as_it_lives_and_then_nobody_is_signed_out(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, Keys)
        {
            GitLab = static refresh => new CallerRefresh.Unreachable(refresh.GrantId, refresh.Fence),
        };
        var alice = await NearTheEndAsync(store, users);

        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(alice.Access));
        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(alice.Access));
        Assert.Single(users.Refreshes);

        store.Clock.Advance(TimeSpan.FromMinutes(3));
        var refused = Assert.IsType<Decision.Refused>(await users.CallAsync(alice.Access));
        Assert.Equal(RefusalReason.GrantNotRefreshed, refused.Reason);
        Assert.Equal(GrantTimes.RetryInterval, refused.RetryAfter);
        Assert.Equal(RefusalReason.GrantNotRefreshed, SignedInUsers.ReasonOf(await users.CallAsync(alice.Access)));
        Assert.Equal(2, users.Refreshes.Count);

        users.GitLab = null;
        store.Clock.Advance(GrantTimes.RetryInterval);
        Assert.Equal("gitlab-access-4-0123456789", await users.TokenAsync(alice.Access));
        Assert.Equal(["gitlab-refresh-1-0123456789"], users.Refreshes.Distinct());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_grant_ends_when_GitLab_takes_its_refresh_token_no_longer(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, Keys)
        {
            GitLab = static refresh => new CallerRefresh.InvalidGrant(refresh.GrantId, refresh.Fence),
        };
        var alice = await NearTheEndAsync(store, users);

        var refused = Assert.IsType<Decision.Refused>(await users.CallAsync(alice.Access));

        Assert.Equal(RefusalReason.InvalidGrantToken, refused.Reason);
        Assert.NotNull(refused.EndedGrantOf);
        Assert.Equal(RefusalReason.InvalidGrantToken, SignedInUsers.ReasonOf(await users.CallAsync(alice.Access)));
        Assert.IsType<GrantGiven.Refused>(await users.RotateAsync(alice.Refresh));
        Assert.Single(users.Refreshes);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_refresh_whose_answer_is_lost_is_made_again_with_the_same_refresh_token(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, Keys);
        var alice = await NearTheEndAsync(store, users);

        var lost = Assert.IsType<Decision.NeedsRefresh>(await users.AskAsync(alice.Access));
        var late = users.Refresh(lost);
        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(alice.Access));
        store.Clock.Advance(GrantTimes.RefreshLock);
        Assert.Equal("gitlab-access-3-0123456789", await users.TokenAsync(alice.Access));
        Assert.Equal("gitlab-access-3-0123456789", SignedInUsers.TokenOf(await users.AskAgainAsync(alice.Access, late)));

        Assert.Equal(["gitlab-refresh-1-0123456789", "gitlab-refresh-1-0123456789"], users.Refreshes);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_late_invalid_grant_of_an_earlier_refresh_ends_nothing(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, Keys);
        var alice = await NearTheEndAsync(store, users);
        var lost = Assert.IsType<Decision.NeedsRefresh>(await users.AskAsync(alice.Access));
        store.Clock.Advance(GrantTimes.RefreshLock);
        Assert.Equal(SecondToken, await users.TokenAsync(alice.Access));

        var answer = await users.AskAgainAsync(alice.Access, new CallerRefresh.InvalidGrant(lost.GrantId, lost.Fence));

        Assert.Equal(SecondToken, SignedInUsers.TokenOf(answer));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task The_outcome_for_another_grant_is_not_taken(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, Keys);
        var alice = await NearTheEndAsync(store, users);
        var mallory = await users.SignInAsync(user: "8");
        var refresh = Assert.IsType<Decision.NeedsRefresh>(await users.AskAsync(alice.Access));

        var refused = await users.AskAgainAsync(mallory.Access, new CallerRefresh.InvalidGrant(refresh.GrantId, refresh.Fence));

        Assert.Equal(RefusalReason.InvalidGrantToken, SignedInUsers.ReasonOf(refused));
        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(alice.Access));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_token_that_GitLab_refuses_on_a_call_is_refreshed_once(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, Keys);
        var alice = await users.SignInAsync();
        var id = Assert.IsType<Decision.Admitted>(await users.CallAsync(alice.Access, kind: RequestKind.Initialize)).Key;
        await users.CallAsync(alice.Access, sessionless: true);

        await users.RevokeAsync(alice.GrantId, SignedInUsers.FirstToken);
        Assert.Equal(SecondToken, await users.TokenAsync(alice.Access, id));
        Assert.Equal(SecondToken, await users.TokenAsync(alice.Access, sessionless: true));

        // A call with the old token that ends late.
        await users.RevokeAsync(alice.GrantId, SignedInUsers.FirstToken);
        Assert.Equal(SecondToken, await users.TokenAsync(alice.Access, id));
        Assert.Single(users.Refreshes);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_session_is_ended_without_a_refresh(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, Keys);
        var alice = await users.SignInAsync();
        var id = Assert.IsType<Decision.Admitted>(await users.CallAsync(alice.Access, kind: RequestKind.Initialize)).Key;
        await users.RevokeAsync(alice.GrantId, SignedInUsers.FirstToken);

        Assert.IsType<Decision.Closed>(await users.CloseAsync(alice.Access, id));
        Assert.Empty(users.Refreshes);
    }

    /// <summary>A signed-in user with a session, whose token of GitLab is due to be refreshed, and a fresh access token.</summary>
    private static async Task<Signed> NearTheEndAsync(TestStore store, SignedInUsers users)
    {
        var alice = await users.SignInAsync();
        store.Clock.Advance(NearTheEnd - TimeSpan.FromMinutes(50));
        var next = Assert.IsType<GrantGiven.Tokens>(await users.RotateAsync(alice.Refresh));
        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(next.Access));
        store.Clock.Advance(TimeSpan.FromMinutes(50));
        return alice with { Access = next.Access, Refresh = next.Refresh };
    }
}
