using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Cryptography;
using GitLabMcp.Sessions.Store.Grants;
using GitLabMcp.Sessions.Tests.Stores;

namespace GitLabMcp.Sessions.Tests.Grants;

/// <summary>Requests with the access token of a grant, over both stores.</summary>
public sealed class GrantAdmissionTests(RedisFixture redis)
{
    private const string OldKey = "the-old-secret-of-the-test-long-enough";
    private const string NewKey = "the-new-secret-of-the-test-long-enough";

    public static TheoryData<string> Stores => ["memory", "redis"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task A_request_goes_on_with_the_token_of_GitLab_in_every_kind_of_session(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, KeyRing.Of(OldKey));
        var alice = await users.SignInAsync();

        var initialized = Assert.IsType<Decision.Admitted>(await users.CallAsync(alice.Access, kind: RequestKind.Initialize));

        Assert.True(initialized.Created);
        Assert.Equal(alice.GrantId, initialized.GrantId);
        Assert.Equal("read_api api", initialized.Token!.Grant!.Scope);
        Assert.Equal(SignedInUsers.Instance, initialized.Token.Instance);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(alice.Access, initialized.Key));
            Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(alice.Access));
            Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(alice.Access, sessionless: true));
        }

        Assert.Empty(users.Refreshes);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task The_session_of_a_grant_is_not_used_by_its_id_alone_and_ended_by_its_own_user_only(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, KeyRing.Of(OldKey));
        var headers = new Model.TestAdmission(store, TestSettings.Usual, KeyRing.Of(OldKey));
        var alice = await users.SignInAsync(user: "7");
        var bob = await users.SignInAsync(user: "8");
        var id = Assert.IsType<Decision.Admitted>(await users.CallAsync(alice.Access, kind: RequestKind.Initialize)).Key;

        Assert.Equal(RefusalReason.MissingToken, SignedInUsers.ReasonOf(await headers.CallAsync(id, token: null)));
        Assert.Equal(RefusalReason.SessionNotFound, SignedInUsers.ReasonOf(await users.CallAsync(bob.Access, id)));
        Assert.Equal(RefusalReason.SessionNotFound, SignedInUsers.ReasonOf(await users.CloseAsync(bob.Access, id)));
        Assert.IsType<Decision.Closed>(await users.CloseAsync(alice.Access, id));
        Assert.Equal(RefusalReason.SessionNotFound, SignedInUsers.ReasonOf(await users.CallAsync(alice.Access, id)));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task The_same_user_goes_on_in_his_session_with_another_grant_and_with_a_token_in_a_header(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, KeyRing.Of(OldKey));
        var headers = new Model.TestAdmission(store, TestSettings.Usual, KeyRing.Of(OldKey));
        var one = await users.SignInAsync(user: "alice");
        var other = await users.SignInAsync(user: "alice");
        var id = Assert.IsType<Decision.Admitted>(await users.CallAsync(one.Access, kind: RequestKind.Initialize)).Key;

        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(other.Access, id));
        Assert.Null(Assert.IsType<Decision.Admitted>(await headers.CallAsync(id, "alice-1")).Token);
        Assert.Equal("alice-1", SignedInUsers.TokenOf(await headers.CallAsync(id, token: null)));
        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(one.Access, id));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task An_access_token_ends_after_an_hour(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, KeyRing.Of(OldKey));
        var alice = await users.SignInAsync();
        await users.CallAsync(alice.Access);

        store.Clock.Advance(TimeSpan.FromSeconds(3599));
        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(alice.Access));
        store.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(RefusalReason.InvalidGrantToken, SignedInUsers.ReasonOf(await users.CallAsync(alice.Access)));
        var next = Assert.IsType<GrantGiven.Tokens>(await users.RotateAsync(alice.Refresh));
        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(next.Access));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_token_that_was_not_made_here_is_refused(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, KeyRing.Of(OldKey));
        var alice = await users.SignInAsync();
        var text = alice.Access.Reveal();

        string[] forged =
        [
            text[..^1] + (text[^1] == 'A' ? 'B' : 'A'),
            text[..10] + (text[10] == 'A' ? 'B' : 'A') + text[11..],
            text[..^1],
            text + "A",
            alice.Refresh.Reveal(),
            "glmcp_" + alice.Refresh.Reveal()[6..],
            "glmcp_" + new string('!', 59),
            new GrantHandles(KeyRing.Of(NewKey)).Make(HandleKind.Access, alice.GrantId, 1, 1_700_000_000_000).Reveal(),
        ];

        foreach (var token in forged)
        {
            Assert.Equal(RefusalReason.InvalidGrantToken, SignedInUsers.ReasonOf(await users.CallAsync(new(token))));
        }

        Assert.IsType<GrantGiven.Refused>(await users.RotateAsync(alice.Access));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Concurrent_refreshes_get_the_same_tokens_and_a_late_one_ends_the_grant(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, KeyRing.Of(OldKey));
        var alice = await users.SignInAsync();
        await users.CallAsync(alice.Access);

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => users.RotateAsync(alice.Refresh)));
        store.Clock.Advance(TimeSpan.FromSeconds(60));
        var inTime = Assert.IsType<GrantGiven.Tokens>(await users.RotateAsync(alice.Refresh));
        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(alice.Access));
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await users.RotateAsync(alice.Refresh);

        var given = all.Select(static one => Assert.IsType<GrantGiven.Tokens>(one)).ToArray();
        Assert.Single(given.Select(static one => one.Access).Distinct());
        Assert.Single(given.Select(static one => one.Refresh).Append(inTime.Refresh).Distinct());
        Assert.Equal(TimeSpan.FromSeconds(3540), inTime.Lifetime);
        Assert.Equal(GrantRefusal.InvalidGrant, Assert.IsType<GrantGiven.Refused>(late).Reason);
        Assert.Single(late.Ended);
        Assert.Equal(RefusalReason.InvalidGrantToken, SignedInUsers.ReasonOf(await users.CallAsync(alice.Access)));
        Assert.Equal(RefusalReason.InvalidGrantToken, SignedInUsers.ReasonOf(await users.CallAsync(inTime.Access)));
        Assert.IsType<GrantGiven.Refused>(await users.RotateAsync(inTime.Refresh));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_code_that_is_redeemed_twice_ends_the_grant_and_takes_its_token_from_all_sessions(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, KeyRing.Of(OldKey));
        var alice = await users.SignInAsync();
        var id = Assert.IsType<Decision.Admitted>(await users.CallAsync(alice.Access, kind: RequestKind.Initialize)).Key;
        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(alice.Access, sessionless: true));

        var again = await users.Grants.RedeemAsync(alice.GrantId, SignedInUsers.Client, "again", "10.0.0.1", Ct);

        Assert.Equal(GrantRefusal.InvalidGrant, Assert.IsType<GrantGiven.Refused>(again).Reason);
        Assert.Equal(RefusalReason.InvalidGrantToken, SignedInUsers.ReasonOf(await users.CallAsync(alice.Access, id)));
        Assert.Equal(RefusalReason.InvalidGrantToken, SignedInUsers.ReasonOf(await users.CallAsync(alice.Access, sessionless: true)));
        Assert.IsType<GrantGiven.Refused>(await users.RotateAsync(alice.Refresh));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_principal_has_twenty_grants_and_the_oldest_gives_way(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, KeyRing.Of(OldKey));
        var first = await users.SignInAsync();
        var bob = await users.SignInAsync(user: "8");
        await users.CallAsync(first.Access);
        for (var i = 0; i < 19; i++)
        {
            store.Clock.Advance(TimeSpan.FromSeconds(1));
            await users.SignInAsync();
            await users.CreateAsync();
        }

        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(first.Access));
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        var last = await users.SignInAsync();

        Assert.Equal(RefusalReason.InvalidGrantToken, SignedInUsers.ReasonOf(await users.CallAsync(first.Access)));
        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(last.Access));
        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(bob.Access));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_grant_that_is_ended_says_which_tokens_to_revoke_at_GitLab(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, KeyRing.Of(OldKey));
        var alice = await users.SignInAsync();
        await users.CallAsync(alice.Access);

        var other = await users.Grants.EndAsync(alice.Refresh, "another-client", Ct);
        Assert.Equal(SignedInUsers.FirstToken, await users.TokenAsync(alice.Access));
        var ended = await users.Grants.EndAsync(alice.Access, SignedInUsers.Client, Ct);
        var again = await users.Grants.EndAsync(alice.GrantId, clientId: null, Ct);

        Assert.False(other.WasThere);
        Assert.Equal(SignedInUsers.FirstToken, ended.Tokens!.Access.Credential.Token.Reveal());
        Assert.Equal("gitlab-refresh-1-0123456789", ended.Tokens.Refresh.Reveal());
        Assert.False(again.WasThere);
        Assert.Equal(RefusalReason.InvalidGrantToken, SignedInUsers.ReasonOf(await users.CallAsync(alice.Access)));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Failed_tokens_count_as_failed_authentications_of_the_address(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var settings = TestSettings.Usual with { MaxAuthFailuresPerMinute = 3 };
        var keys = KeyRing.Of(OldKey);
        var grants = new Admission.Grants(
            store.Grants,
            store.Store,
            settings,
            new Identities(keys),
            new SealedTokens(keys),
            new GrantHandles(keys),
            static _ => { }
        );
        Assert.Equal(TimeSpan.Zero, await grants.CountAttemptAsync("10.0.0.9", succeeded: false, Ct));
        Assert.Equal(TimeSpan.Zero, await grants.CountAttemptAsync("10.0.0.9", succeeded: true, Ct));

        var refusals = new List<GrantRefusal>();
        for (var i = 0; i < 4; i++)
        {
            var given = await grants.RotateAsync(new("glmcr_forged"), SignedInUsers.Client, "10.0.0.9", Ct);
            refusals.Add(Assert.IsType<GrantGiven.Refused>(given).Reason);
        }

        Assert.Equal(
            [GrantRefusal.InvalidGrant, GrantRefusal.InvalidGrant, GrantRefusal.InvalidGrant, GrantRefusal.AuthFailures],
            refusals
        );
        Assert.True(await grants.CountAttemptAsync("10.0.0.9", succeeded: false, Ct) > TimeSpan.Zero);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Grants_outlive_the_key_that_they_were_made_with(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var before = new SignedInUsers(store, KeyRing.Of(OldKey));
        var alice = await before.SignInAsync();
        var id = Assert.IsType<Decision.Admitted>(await before.CallAsync(alice.Access, kind: RequestKind.Initialize)).Key;

        var during = new SignedInUsers(store, KeyRing.Of(NewKey, OldKey));
        Assert.Equal(SignedInUsers.FirstToken, await during.TokenAsync(alice.Access, id));
        var next = Assert.IsType<GrantGiven.Tokens>(await during.RotateAsync(alice.Refresh));
        store.Clock.Advance(TimeSpan.FromMinutes(58));
        Assert.Equal(SignedInUsers.FirstToken, await during.TokenAsync(next.Access, id));
        var last = Assert.IsType<GrantGiven.Tokens>(await during.RotateAsync(next.Refresh));
        store.Clock.Advance(TimeSpan.FromMinutes(58));
        Assert.Equal("gitlab-access-2-0123456789", await during.TokenAsync(last.Access, id));

        var after = new SignedInUsers(store, KeyRing.Of(NewKey));
        Assert.Equal("gitlab-access-2-0123456789", await after.TokenAsync(last.Access, id));
        Assert.Equal(RefusalReason.InvalidGrantToken, SignedInUsers.ReasonOf(await after.CallAsync(alice.Access, id)));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_stolen_ciphertext_opens_for_no_other_grant(string kind)
    {
        await using var store = await TestStore.OpenAsync(kind, TestSettings.Usual, redis);
        var users = new SignedInUsers(store, KeyRing.Of(OldKey));
        var alice = await users.SignInAsync(user: "7", lifetime: 1);
        var mallory = await users.SignInAsync(user: "8", lifetime: 1);
        store.Clock.Advance(TimeSpan.FromSeconds(1));
        var stolen = Assert.IsType<GrantLookup.Found>(await store.Grants.FindAsync(alice.GrantId, refresher: "", Ct));
        var box = Assert.IsType<GrantRefresh.Locked>(stolen.Refresh).RefreshToken;
        var own = Assert.IsType<GrantRefresh.Locked>(
            Assert.IsType<GrantLookup.Found>(await store.Grants.FindAsync(mallory.GrantId, refresher: "", Ct)).Refresh
        );

        // Whoever may write in the store puts Alice's tokens into his own grant, under her name.
        await store.Grants.RenewAsync(mallory.GrantId, own.Fence, stolen.Principal, new(stolen.Access, box, TimeSpan.FromHours(2)), Ct);

        Assert.Equal(RefusalReason.InvalidGrantToken, SignedInUsers.ReasonOf(await users.CallAsync(mallory.Access)));
    }
}
