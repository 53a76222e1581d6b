namespace GitLabMcp.Sessions.Admission;

/// <summary>Establishes the owner of a grant's access token and GitLab's token for it. When GitLab's token is at its end, one caller over
/// all replicas has it refreshed; the others use the old one while it lives, and then wait for the new one for a moment.</summary>
internal sealed partial class GrantAuthentication(
    IGrantStore grants,
    ISessionStore sessions,
    Identities identities,
    GrantTokens tokens,
    TimeProvider clock,
    ILogger logger
)
{
    /// <summary>How long a request waits for the refresh of another one.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(200);

    /// <summary>The grant as this request may use it, or why it may not.</summary>
    public abstract record Answer
    {
        private Answer() { }

        public sealed record Known(Authentication.Answer.Known Owner) : Answer;

        /// <summary>The grant has ended, or the access token has.</summary>
        /// <param name="Ended">The principal of the grant, when this request ended it.</param>
        public sealed record Invalid(string? Ended) : Answer;

        /// <summary>GitLab's tokens have to be refreshed, or could not be.</summary>
        public sealed record Undecided(Decision Decision) : Answer;
    }

    public async ValueTask<Answer> EstablishAsync(CallerToken.OfGrant token, CancellationToken ct)
    {
        if (token.Caller.Refreshed is { } other && other.GrantId != token.Handle.GrantId)
        {
            return new Answer.Invalid(Ended: null);
        }

        if (token.Caller.Refreshed is { } refreshed && await EndsAsync(token.Handle.GrantId, refreshed, ct) is { } ended)
        {
            return new Answer.Invalid(ended);
        }

        var refresher = token.NeedsGitLab && token.Caller.Refreshed is null ? token.Caller.RequestName : null;
        var began = clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause < MaxPause ? pause * 2 : MaxPause)
        {
            var answer = await DecideAsync(await FindAsync(token, refresher, ct), token, ct);
            if (answer is not null)
            {
                return answer;
            }

            if (clock.GetElapsedTime(began) >= MaxWait)
            {
                return NotRefreshed(TimeSpan.FromSeconds(1));
            }

            await Task.Delay(pause, clock, ct);
        }
    }

    /// <summary>GitLab refused its token on a call: whoever still stores that token gets another one.</summary>
    public async ValueTask RevokeAsync(string grantId, GitLabCredential credential, CancellationToken ct)
    {
        if (
            await grants.FindAsync(grantId, refresher: null, ct) is GrantLookup.Found found
            && tokens.OpenAccess(grantId, found.Principal, found.Access) is { } stored
        )
        {
            if (stored.Credential.Token.Equals(credential.Token))
            {
                await grants.ExpireAsync(grantId, found.Access, ct);
            }

            await RemoveFromSessionsAsync(grantId, PrincipalsOf(stored), ct);
        }
    }

    public ValueTask RemoveFromSessionsAsync(string grantId, IReadOnlyList<string> principals, CancellationToken ct) =>
        sessions.RemoveTokenAsync(principals, identities.GrantDigests(grantId), ct);

    public IReadOnlyList<string> PrincipalsOf(StoredCredential stored) =>
        identities.User(stored.Instance, CredentialKind.Bearer, stored.Grant!.UserId);

    /// <summary>Reads the grant, and takes the lock when a refresh is due. Whoever may not use the grant does not get it, because he would
    /// not refresh, and the others would wait for him until the lock ends.</summary>
    private async ValueTask<GrantLookup> FindAsync(CallerToken.OfGrant token, string? refresher, CancellationToken ct)
    {
        var id = token.Handle.GrantId;
        var lookup = await grants.FindAsync(id, refresher: null, ct);
        return
            refresher is not null
            && lookup is GrantLookup.Found { Refresh: not GrantRefresh.NotDue } found
            && token.Handle.EndsAt > found.Now
            && tokens.OpenAccess(id, found.Principal, found.Access) is { } stored
            && !IsForOther(token, stored)
            ? await grants.FindAsync(id, refresher, ct)
            : lookup;
    }

    /// <summary>Whether the request names another GitLab than that of the grant.</summary>
    private static bool IsForOther(CallerToken.OfGrant token, StoredCredential stored) =>
        token.Caller.NamesInstance && token.Caller.Instance != stored.Instance;

    /// <summary>Null when another caller refreshes and GitLab's token does not live any more.</summary>
    private async ValueTask<Answer?> DecideAsync(GrantLookup lookup, CallerToken.OfGrant token, CancellationToken ct)
    {
        var id = token.Handle.GrantId;
        if (lookup is not GrantLookup.Found found || token.Handle.EndsAt <= found.Now)
        {
            return new Answer.Invalid(Ended: null);
        }

        if (tokens.OpenAccess(id, found.Principal, found.Access) is not { } stored)
        {
            Log.SealBroken(logger, id);
            return new Answer.Invalid(Ended: null);
        }

        if (IsForOther(token, stored))
        {
            return new Answer.Invalid(Ended: null);
        }

        if (!token.NeedsGitLab || found.EndsAt > found.Now && found.Refresh is not GrantRefresh.Locked)
        {
            return await KnownAsync(token, found, stored, ct);
        }

        return found.Refresh switch
        {
            GrantRefresh.Locked locked => tokens.OpenRefresh(id, found.Principal, locked.RefreshToken) is { } refresh
                ? new Answer.Undecided(new Decision.NeedsRefresh(id, locked.Fence, refresh))
                : new Answer.Invalid(Ended: null),
            GrantRefresh.InFlight => null,
            GrantRefresh.Waiting => NotRefreshed(GrantTimes.RetryInterval),
            GrantRefresh.NotDue => throw new UnreachableException("A token that has ended is due to be refreshed."),
            _ => throw new UnreachableException(found.Refresh.GetType().Name),
        };
    }

    private async ValueTask<Answer> KnownAsync(
        CallerToken.OfGrant token,
        GrantLookup.Found found,
        StoredCredential stored,
        CancellationToken ct
    )
    {
        var credential = await sessions.FindCredentialAsync(token.Digest, ct) as KnownCredential.Known;
        var principals = PrincipalsOf(stored);
        return new Answer.Known(
            new(principals, credential?.SessionKey, stored)
            {
                RenewAt = found.RenewAt,
                Recheck = decision => RecheckAsync(token, principals, decision, ct),
            }
        );
    }

    /// <summary>A grant that ended after it was read may have been removed from all sessions before this request stored its token in
    /// one. That one has to lose it too.</summary>
    private async ValueTask<Decision> RecheckAsync(
        CallerToken.OfGrant token,
        IReadOnlyList<string> principals,
        Decision decision,
        CancellationToken ct
    )
    {
        if (
            decision is not Decision.Admitted
            || await grants.FindAsync(token.Handle.GrantId, refresher: null, ct) is not GrantLookup.Absent
        )
        {
            return decision;
        }

        await RemoveFromSessionsAsync(token.Handle.GrantId, principals, ct);
        return new Decision.Refused(RefusalReason.InvalidGrantToken);
    }

    /// <summary>Stores what came of a refresh.</summary>
    /// <returns>The principal of the grant, when it ended by that.</returns>
    private async ValueTask<string?> EndsAsync(string grantId, CallerRefresh refreshed, CancellationToken ct)
    {
        switch (refreshed)
        {
            case CallerRefresh.Renewed renewed:
                await RenewAsync(grantId, renewed, ct);
                return null;
            case CallerRefresh.Unreachable:
                await grants.DelayAsync(grantId, refreshed.Fence, ct);
                return null;
            case CallerRefresh.InvalidGrant:
                // A later refresh may have been given new tokens since, and then this answer says nothing.
                if (await grants.EndAsync(grantId, clientId: null, refreshed.Fence, ct) is not { } ended)
                {
                    return null;
                }

                var principals = tokens.OpenAccess(grantId, ended.Principal, ended.Access) is { } stored
                    ? PrincipalsOf(stored)
                    : [ended.Principal];
                await RemoveFromSessionsAsync(grantId, principals, ct);
                await grants.DelistAsync(principals, grantId, ct);
                return principals[0];
            default:
                throw new UnreachableException(refreshed.GetType().Name);
        }
    }

    private async ValueTask RenewAsync(string grantId, CallerRefresh.Renewed renewed, CancellationToken ct)
    {
        if (
            await grants.FindAsync(grantId, refresher: null, ct) is GrantLookup.Found found
            && tokens.OpenAccess(grantId, found.Principal, found.Access) is { } stored
        )
        {
            var principal = PrincipalsOf(stored)[0];
            var access = stored with { Credential = renewed.Access };
            await grants.RenewAsync(
                grantId,
                renewed.Fence,
                principal,
                tokens.Seal(grantId, principal, access, renewed.RefreshToken, renewed.Lifetime),
                ct
            );
        }
    }

    private static Answer.Undecided NotRefreshed(TimeSpan wait) =>
        new(new Decision.Refused(RefusalReason.GrantNotRefreshed) { RetryAfter = wait });

    private static partial class Log
    {
        [LoggerMessage(
            3,
            LogLevel.Warning,
            "GitLab's token of grant {GrantId} could not be opened (its key was removed, or the store was tampered with); "
                + "its owner has to sign in again."
        )]
        public static partial void SealBroken(ILogger logger, string grantId);
    }
}
