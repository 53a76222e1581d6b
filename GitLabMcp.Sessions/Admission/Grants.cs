namespace GitLabMcp.Sessions.Admission;

/// <summary>Makes grants and gives out their tokens to clients. There is no fallback while the store is away: a grant that one process
/// alone knew would be lost when the store is back.</summary>
/// <param name="onStoreAway">Begins the outage of this replica, so that others are asked first.</param>
internal sealed class Grants(
    IGrantStore grants,
    ISessionStore sessions,
    Settings settings,
    Identities identities,
    SealedTokens sealing,
    GrantHandles handles,
    Action<StoreUnavailableException> onStoreAway
)
{
    /// <summary>How often the store is asked when its answer does not come in time.</summary>
    private const int Tries = MissedAnswers.Limit;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private static readonly GrantEnded NotThere = new(WasThere: false, Principal: null, Tokens: null);

    private readonly GrantTokens _tokens = new(sealing);

    /// <summary>Stores what a user gave to a client.</summary>
    public async ValueTask<GrantMade> CreateAsync(SignIn signIn, CancellationToken ct)
    {
        var id = GrantHandles.NewGrantId();
        var principal = identities.User(signIn.Instance, CredentialKind.Bearer, signIn.UserId)[0];
        var access = new StoredCredential(signIn.Instance, new(CredentialKind.Bearer, signIn.Access))
        {
            Grant = new(signIn.UserId, signIn.Scope),
        };
        var pair = _tokens.Seal(id, principal, access, signIn.RefreshToken, signIn.Lifetime);
        var grant = new NewGrant(id, principal, signIn.ClientId, signIn.Scope, pair);
        try
        {
            await TryAsync(async () =>
            {
                await grants.CreateAsync(grant, ct);
                return true;
            });
            return new GrantMade.Made(id, principal);
        }
        catch (StoreFullException)
        {
            return new GrantMade.Refused(RefusalReason.StoreFull, RetryInterval);
        }
        catch (StoreUnavailableException)
        {
            return new GrantMade.Refused(RefusalReason.StoreUnavailable, RetryInterval);
        }
    }

    /// <summary>The code of a grant was presented.</summary>
    /// <param name="attempt">Names this use: what is asked again by the same name, here or at another replica, is no second use.</param>
    public ValueTask<GrantGiven> RedeemAsync(string grantId, string clientId, string attempt, string address, CancellationToken ct) =>
        GiveAsync(grantId, address, () => grants.RedeemAsync(grantId, clientId, attempt, ct), ct);

    /// <summary>A refresh token was presented.</summary>
    public ValueTask<GrantGiven> RotateAsync(GitLabToken refreshToken, string clientId, string address, CancellationToken ct) =>
        handles.Read(HandleKind.Refresh, refreshToken) is { } handle
            ? GiveAsync(handle.GrantId, address, () => grants.RotateAsync(handle.GrantId, clientId, handle.Generation, ct), ct)
            : FailAsync(address, ended: [], ct);

    /// <summary>Ends the grant of an access token or a refresh token.</summary>
    /// <param name="clientId">Null for whichever client.</param>
    public ValueTask<GrantEnded> EndAsync(GitLabToken token, string? clientId, CancellationToken ct) =>
        (handles.Read(HandleKind.Refresh, token) ?? handles.Read(HandleKind.Access, token)) is { } handle
            ? EndAsync(handle.GrantId, clientId, ct)
            : new(NotThere);

    /// <exception cref="StoreUnavailableException">Nothing is known.</exception>
    public async ValueTask<GrantEnded> EndAsync(string grantId, string? clientId, CancellationToken ct)
    {
        var before = await FindAsync(grantId, ct);
        var ended = await TryAsync(() => grants.EndAsync(grantId, clientId, fence: null, ct));
        return ended is not null ? await CleanUpAsync(grantId, ended.Principal, ended.Access, ended.Refresh, ct)
            : await HasEndedSinceAsync(grantId, before, ct)
                ? await CleanUpAsync(grantId, before!.Principal, before.Access, refresh: null, ct)
            : NotThere;
    }

    /// <summary>Counts a step of a sign-in as a failed authentication, or takes it back.</summary>
    /// <returns>How long the address has to wait; zero when it need not.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was counted.</exception>
    public async ValueTask<TimeSpan> CountAttemptAsync(string address, bool succeeded, CancellationToken ct)
    {
        var wait = await TryAsync(() => sessions.CountAsync(settings.AuthFailures, identities.Address(address), succeeded ? -1 : 1, ct));
        return succeeded ? TimeSpan.Zero : wait;
    }

    private async ValueTask<GrantGiven> GiveAsync(string grantId, string address, Func<ValueTask<GrantUse>> use, CancellationToken ct)
    {
        try
        {
            var before = await FindAsync(grantId, ct);
            var outcome = await TryAsync(use);
            switch (outcome)
            {
                case GrantUse.Given given:
                    return new GrantGiven.Tokens(
                        handles.Make(HandleKind.Access, grantId, given.Generation, given.IssuedAt),
                        handles.Make(HandleKind.Refresh, grantId, given.Generation, given.IssuedAt),
                        GrantHandles.AccessLifetime - TimeSpan.FromMilliseconds(given.Now - given.IssuedAt),
                        given.Scope
                    )
                    {
                        Ended = await MakeRoomAsync(grantId, given, ct),
                    };
                case GrantUse.Reused reused:
                    var grant = reused.Grant;
                    return await FailAsync(address, [await CleanUpAsync(grantId, grant.Principal, grant.Access, grant.Refresh, ct)], ct);
                case GrantUse.Invalid when await HasEndedSinceAsync(grantId, before, ct):
                    return await FailAsync(address, [await CleanUpAsync(grantId, before!.Principal, before.Access, refresh: null, ct)], ct);
                case GrantUse.Invalid:
                    return await FailAsync(address, ended: [], ct);
                default:
                    throw new UnreachableException(outcome.GetType().Name);
            }
        }
        catch (StoreUnavailableException)
        {
            return new GrantGiven.Refused(GrantRefusal.StoreUnavailable) { MayBeElsewhere = true };
        }
        catch (StoreFullException)
        {
            return new GrantGiven.Refused(GrantRefusal.StoreUnavailable);
        }
    }

    private async ValueTask<GrantGiven> FailAsync(string address, IReadOnlyList<GrantEnded> ended, CancellationToken ct)
    {
        var wait = TimeSpan.Zero;
        try
        {
            wait = await CountAttemptAsync(address, succeeded: false, ct);
        }
        catch (StoreUnavailableException)
        {
            // It is refused all the same.
        }

        return new GrantGiven.Refused(wait == TimeSpan.Zero ? GrantRefusal.InvalidGrant : GrantRefusal.AuthFailures) { Ended = ended };
    }

    /// <summary>Ends the grants that a principal has too many. Another replica may do the same at the same time, so it is asked again
    /// until none is too many.</summary>
    /// <returns>The grants that ended.</returns>
    private async ValueTask<IReadOnlyList<GrantEnded>> MakeRoomAsync(string grantId, GrantUse.Given given, CancellationToken ct)
    {
        var principals = PrincipalsOf(grantId, given.Principal, given.Access);
        var ended = new List<GrantEnded>();
        while (await TryAsync(() => grants.EnlistAsync(principals, grantId, ct)) is { Count: > 0 } displaced)
        {
            foreach (var other in displaced)
            {
                if (await EndAsync(other, clientId: null, ct) is { WasThere: true } one)
                {
                    ended.Add(one);
                }

                await TryAsync(() => DelistAsync(principals, other, ct));
            }
        }

        return ended;
    }

    private async ValueTask<GrantLookup.Found?> FindAsync(string grantId, CancellationToken ct) =>
        await TryAsync(() => grants.FindAsync(grantId, refresher: null, ct)) as GrantLookup.Found;

    /// <summary>The answer that a grant was ended may have been missed, and then the next one is that there is none. Its token has to leave
    /// the sessions all the same.</summary>
    private async ValueTask<bool> HasEndedSinceAsync(string grantId, GrantLookup.Found? before, CancellationToken ct) =>
        before is not null && await FindAsync(grantId, ct) is null;

    /// <summary>No session and no index has an ended grant any more.</summary>
    /// <param name="access">GitLab's access token, sealed.</param>
    /// <param name="refresh">GitLab's refresh token, sealed; null when it is not known.</param>
    private async ValueTask<GrantEnded> CleanUpAsync(string grantId, string principal, byte[] access, byte[]? refresh, CancellationToken ct)
    {
        var principals = PrincipalsOf(grantId, principal, access);
        await TryAsync(async () =>
        {
            await sessions.RemoveTokenAsync(principals, identities.GrantDigests(grantId), ct);
            return await DelistAsync(principals, grantId, ct);
        });
        var opened = refresh is null ? null : _tokens.OpenRefresh(grantId, principal, refresh);
        return new(
            WasThere: true,
            principals[0],
            opened is not null && _tokens.OpenAccess(grantId, principal, access) is { } stored ? new(stored, opened) : null
        );
    }

    /// <summary>All names of the owner; the stored one alone when the token cannot be opened.</summary>
    private IReadOnlyList<string> PrincipalsOf(string grantId, string principal, byte[] access) =>
        _tokens.OpenAccess(grantId, principal, access) is { } stored
            ? identities.User(stored.Instance, CredentialKind.Bearer, stored.Grant!.UserId)
            : [principal];

    private async ValueTask<bool> DelistAsync(IReadOnlyList<string> principals, string grantId, CancellationToken ct)
    {
        await grants.DelistAsync(principals, grantId, ct);
        return true;
    }

    /// <summary>Asks again when an answer is missed: whatever is asked here may be asked twice.</summary>
    private async ValueTask<T> TryAsync<T>(Func<ValueTask<T>> ask)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                return await ask();
            }
            catch (StoreUnavailableException e) when (e.IsMissedAnswer && i < Tries)
            {
                // The next try is the repair.
            }
            catch (StoreUnavailableException e)
            {
                onStoreAway(e);
                throw;
            }
        }
    }
}

/// <summary>A user's sign-in with GitLab.</summary>
/// <param name="ClientId">Hash of the client's id.</param>
/// <param name="Lifetime">Of GitLab's access token.</param>
internal sealed record SignIn(
    string Instance,
    string UserId,
    string ClientId,
    string Scope,
    GitLabToken Access,
    GitLabToken RefreshToken,
    TimeSpan Lifetime
);

internal abstract record GrantMade
{
    private GrantMade() { }

    public sealed record Made(string GrantId, string Principal) : GrantMade;

    public sealed record Refused(RefusalReason Reason, TimeSpan RetryAfter) : GrantMade;
}

/// <summary>The outcome of a code or a refresh token that a client presented.</summary>
internal abstract record GrantGiven
{
    private GrantGiven() { }

    /// <summary>The grants that ended by this request.</summary>
    public IReadOnlyList<GrantEnded> Ended { get; init; } = [];

    public sealed record Tokens(GitLabToken Access, GitLabToken Refresh, TimeSpan Lifetime, string Scope) : GrantGiven;

    public sealed record Refused(GrantRefusal Reason) : GrantGiven
    {
        /// <summary>The store cannot be reached from here, and another replica may reach it.</summary>
        public bool MayBeElsewhere { get; init; }
    }
}

/// <param name="WasThere">False when there was no such grant.</param>
/// <param name="Tokens">GitLab's tokens, to be revoked there; null when they cannot be opened.</param>
internal sealed record GrantEnded(bool WasThere, string? Principal, GitLabTokenPair? Tokens);

internal sealed record GitLabTokenPair(StoredCredential Access, GitLabToken Refresh);
