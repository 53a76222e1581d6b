using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.Sessions.Admission;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Cryptography;
using GitLabMcp.Sessions.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Caller = GitLabMcp.Sessions.Admission.Caller;

namespace GitLabMcp.Sessions.Tests.Grants;

/// <summary>Users who signed in, over a test's store, and a GitLab that refreshes: each refresh gives <c>access-2</c>, <c>access-3</c>,
/// …</summary>
internal sealed class SignedInUsers(TestStore store, KeyRing keys)
{
    public const string Instance = "https://gitlab.example/api/v4";
    public const string Client = "AAAAAAAAAAAAAAAAAAAAAA";
    public const string FirstToken = "gitlab-access-1-0123456789";

    private readonly SessionAdmission _admission = new(
        store.Store,
        TestSettings.Usual,
        new Identities(keys),
        new SessionIds(keys),
        new SealedTokens(keys),
        new EndedSessions(redis: null),
        StoreRole.Own,
        store.Grants,
        new GrantHandles(keys),
        store.Clock,
        NullLogger<SessionAdmission>.Instance
    );

    public Admission.Grants Grants { get; } =
        new(
            store.Grants,
            store.Store,
            TestSettings.Usual,
            new Identities(keys),
            new SealedTokens(keys),
            new GrantHandles(keys),
            static _ => { }
        );

    /// <summary>How often GitLab was asked for new tokens, with which refresh tokens.</summary>
    public List<string> Refreshes { get; } = [];

    /// <summary>What GitLab answers to a refresh; null for new tokens.</summary>
    public Func<Decision.NeedsRefresh, CallerRefresh>? GitLab { get; set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A grant whose code was redeemed.</summary>
    public async Task<Signed> SignInAsync(string user = "7", int lifetime = 7200)
    {
        var id = await CreateAsync(user, lifetime);
        var given = Assert.IsType<GrantGiven.Tokens>(await Grants.RedeemAsync(id, Client, "first", "10.0.0.1", Ct));
        return new(id, given.Access, given.Refresh);
    }

    public async Task<string> CreateAsync(string user = "7", int lifetime = 7200) =>
        Assert
            .IsType<GrantMade.Made>(
                await Grants.CreateAsync(
                    new(
                        Instance,
                        user,
                        Client,
                        "read_api api",
                        new(FirstToken),
                        new("gitlab-refresh-1-0123456789"),
                        TimeSpan.FromSeconds(lifetime)
                    ),
                    Ct
                )
            )
            .GrantId;

    public async Task<GrantGiven> RotateAsync(GitLabToken refreshToken) => await Grants.RotateAsync(refreshToken, Client, "10.0.0.1", Ct);

    /// <summary>One request, as Sessions decides on it at first.</summary>
    public Task<Decision> AskAsync(GitLabToken access, string? id = null, RequestKind kind = RequestKind.Call, bool sessionless = false) =>
        DecideAsync(access, id, refreshed: null, caller => _admission.AdmitAsync(caller, kind, sessionless, Ct));

    /// <summary>The same, once the Edge had GitLab's tokens refreshed.</summary>
    public Task<Decision> AskAgainAsync(GitLabToken access, CallerRefresh refreshed, string? id = null) =>
        DecideAsync(access, id, refreshed, caller => _admission.AdmitAsync(caller, RequestKind.Call, sessionless: false, Ct));

    public Task<Decision> CloseAsync(GitLabToken access, string id) =>
        DecideAsync(access, id, refreshed: null, caller => _admission.CloseAsync(caller, Ct));

    /// <summary>One request as the Edge makes it: with a refresh where Sessions asks for one.</summary>
    public async Task<Decision> CallAsync(
        GitLabToken access,
        string? id = null,
        RequestKind kind = RequestKind.Call,
        bool sessionless = false
    )
    {
        var decision = await AskAsync(access, id, kind, sessionless);
        return decision is Decision.NeedsRefresh refresh
            ? await DecideAsync(access, id, Refresh(refresh), caller => _admission.AdmitAsync(caller, kind, sessionless, Ct))
            : decision;
    }

    /// <summary>The token of GitLab that a request goes on with.</summary>
    public async Task<string> TokenAsync(GitLabToken access, string? id = null, bool sessionless = false) =>
        TokenOf(await CallAsync(access, id, RequestKind.Call, sessionless));

    public static string TokenOf(Decision decision) => Assert.IsType<Decision.Admitted>(decision).Token!.Credential.Token.Reveal();

    public static RefusalReason ReasonOf(Decision decision) => Assert.IsType<Decision.Refused>(decision).Reason;

    /// <summary>GitLab answered 401 to a call.</summary>
    public async Task RevokeAsync(string grantId, string token) =>
        await _admission.RevokeAsync(null, Instance, new(CredentialKind.Bearer, new(token)), grantId, Ct);

    public CallerRefresh Refresh(Decision.NeedsRefresh refresh)
    {
        Refreshes.Add(refresh.RefreshToken.Reveal());
        if (GitLab is not null)
        {
            return GitLab(refresh);
        }

        var number = Refreshes.Count + 1;
        return new CallerRefresh.Renewed(
            refresh.GrantId,
            refresh.Fence,
            new(CredentialKind.Bearer, new($"gitlab-access-{number}-0123456789")),
            new($"gitlab-refresh-{number}-0123456789"),
            TimeSpan.FromHours(2)
        );
    }

    private static async Task<Decision> DecideAsync(
        GitLabToken access,
        string? id,
        CallerRefresh? refreshed,
        Func<Caller, ValueTask<Decision>> decide
    ) =>
        await decide(
            new(id, Instance, NamesInstance: false, new CallerCredential.Grant(access), "10.0.0.1", MayGoElsewhere: false, Verified: null)
            {
                Refreshed = refreshed,
            }
        );
}

/// <param name="Access">Our access token.</param>
/// <param name="Refresh">Our refresh token.</param>
internal sealed record Signed(string GrantId, GitLabToken Access, GitLabToken Refresh);
