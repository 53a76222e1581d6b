namespace GitLabMcp.Sessions.Admission;

/// <summary>Establishes the owner of a token, from what the store remembers or from what GitLab answered for this request.</summary>
internal sealed class Authentication(ISessionStore store, Settings settings, Identities identities, GrantAuthentication grants)
{
    /// <summary>When to try again after GitLab could not be asked.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    public abstract record Answer
    {
        private Answer() { }

        /// <param name="Principals">The owner's name under each key of the ring.</param>
        /// <param name="SessionKey">The session that serves requests with this token and no id.</param>
        /// <param name="Credential">The token that goes to GitLab.</param>
        public sealed record Known(IReadOnlyList<string> Principals, string? SessionKey, StoredCredential Credential) : Answer
        {
            /// <summary>The token comes from a header and is known to have the scope <c>read_api</c> and not <c>api</c>.</summary>
            public bool OnlyReads { get; init; }

            /// <summary>When GitLab's token of a grant is due to be refreshed; null for tokens in headers.</summary>
            public long? RenewAt { get; init; }

            /// <summary>Looks at the decision again, because a grant may have ended meanwhile; null for tokens in headers.</summary>
            public Func<Decision, ValueTask<Decision>>? Recheck { get; init; }
        }

        /// <summary>The owner is not known yet, or the token is refused.</summary>
        public sealed record Unknown(Decision Decision) : Answer;

        /// <summary>Goes on when the owner is known.</summary>
        public ValueTask<Decision> IfKnownAsync(Func<Known, ValueTask<Decision>> decide) =>
            this switch
            {
                Known { Recheck: { } recheck } known => RecheckedAsync(known, decide, recheck),
                Known known => decide(known),
                Unknown unknown => new(unknown.Decision),
                _ => throw new UnreachableException(GetType().Name),
            };

        private static async ValueTask<Decision> RecheckedAsync(
            Known known,
            Func<Known, ValueTask<Decision>> decide,
            Func<Decision, ValueTask<Decision>> recheck
        ) => await recheck(await decide(known));
    }

    public async ValueTask<Answer> EstablishAsync(CallerToken token, CancellationToken ct) =>
        token switch
        {
            CallerToken.OfGitLab gitlab => await EstablishAsync(gitlab, ct),
            CallerToken.OfGrant grant => await EstablishAsync(grant, ct),
            _ => throw new UnreachableException(token.GetType().Name),
        };

    private async ValueTask<Answer> EstablishAsync(CallerToken.OfGrant token, CancellationToken ct) =>
        await grants.EstablishAsync(token, ct) switch
        {
            GrantAuthentication.Answer.Known known => known.Owner,
            GrantAuthentication.Answer.Undecided undecided => new Answer.Unknown(undecided.Decision),
            GrantAuthentication.Answer.Invalid { Ended: { } principal } => new Answer.Unknown(
                new Decision.Refused(RefusalReason.InvalidGrantToken) { EndedGrantOf = principal }
            ),
            GrantAuthentication.Answer.Invalid => new Answer.Unknown(await FailAsync(token.Caller, RefusalReason.InvalidGrantToken, ct)),
            var answer => throw new UnreachableException(answer.GetType().Name),
        };

    private async ValueTask<Answer> EstablishAsync(CallerToken.OfGitLab token, CancellationToken ct)
    {
        var caller = token.Caller;
        switch (caller.Verified?.AnswerCase)
        {
            case Verification.AnswerOneofCase.UserId:
                return await AcceptAsync(token, identities.User(caller.Instance, token.Credential.Kind, caller.Verified.UserId), ct);
            case Verification.AnswerOneofCase.Anonymous:
                // GitLab accepts the token, but its owner cannot be found out.
                return await AcceptAsync(token, identities.Bearer(caller.Instance, token.Credential), ct);
            case Verification.AnswerOneofCase.Rejected:
                // It was counted as a failure when the check was asked for.
                await store.RememberRejectionAsync(token.Digest, ct);
                return new Answer.Unknown(new Decision.Refused(RefusalReason.RejectedToken));
            case Verification.AnswerOneofCase.Unreachable:
                await CountFailureAsync(caller, -1, ct);
                return new Answer.Unknown(new Decision.Refused(RefusalReason.Unverifiable) { RetryAfter = RetryInterval });
            case null:
                return await RecallAsync(token, ct);
            default:
                throw new UnreachableException($"There is no answer {caller.Verified.AnswerCase}.");
        }
    }

    /// <summary>Refuses a request and counts it against the caller's address. Over the limit of the address, the caller has to
    /// wait.</summary>
    public async ValueTask<Decision> FailAsync(Caller caller, RefusalReason reason, CancellationToken ct)
    {
        var wait = await CountFailureAsync(caller, 1, ct);
        return wait == TimeSpan.Zero
            ? new Decision.Refused(reason)
            : new Decision.Refused(RefusalReason.AuthFailures) { RetryAfter = wait };
    }

    /// <summary>The owner of the token in the request, as far as anybody knows; null when nobody does.</summary>
    public async ValueTask<string?> OwnerAsync(Caller caller, CancellationToken ct) =>
        caller.Presents is CallerCredential.Token token
        && await store.FindCredentialAsync(identities.Digest(caller.Instance, token.Credential), ct)
            is KnownCredential.Known { Principals: [var owner, ..] }
            ? owner
            : null;

    private async ValueTask<Answer> AcceptAsync(CallerToken.OfGitLab token, IReadOnlyList<string> principals, CancellationToken ct)
    {
        var onlyReads = token.Caller.Verified!.OnlyReads;
        await CountFailureAsync(token.Caller, -1, ct);
        try
        {
            await store.RememberOwnerAsync(token.Digest, principals, onlyReads, ct);
        }
        catch (StoreFullException)
        {
            // The owner is established all the same, and a session that is there goes on with the new token.
        }

        var found = await store.FindCredentialAsync(token.Digest, ct) as KnownCredential.Known;
        return new Answer.Known(principals, found?.SessionKey, StoredOf(token)) { OnlyReads = onlyReads };
    }

    private async ValueTask<Answer> RecallAsync(CallerToken.OfGitLab token, CancellationToken ct)
    {
        var found = await store.FindCredentialAsync(token.Digest, ct);
        if (!settings.VerifyTokens)
        {
            var principals = identities.Bearer(token.Caller.Instance, token.Credential);
            return new Answer.Known(principals, (found as KnownCredential.Known)?.SessionKey, StoredOf(token));
        }

        return found switch
        {
            KnownCredential.Known { Principals: { } principals } known => new Answer.Known(principals, known.SessionKey, StoredOf(token))
            {
                OnlyReads = known.OnlyReads,
            },
            KnownCredential.Known or null => new Answer.Unknown(await ReserveCheckAsync(token, ct)),
            KnownCredential.Rejected => new Answer.Unknown(await FailAsync(token.Caller, RefusalReason.RejectedToken, ct)),
            _ => throw new UnreachableException(found.GetType().Name),
        };
    }

    /// <summary>A check counts as a failure until it succeeds, so that many tokens at once cannot send more checks to GitLab than may
    /// fail in a minute.</summary>
    private async ValueTask<Decision> ReserveCheckAsync(CallerToken token, CancellationToken ct)
    {
        var wait = await CountFailureAsync(token.Caller, 1, ct);
        return wait == TimeSpan.Zero
            ? new Decision.Unverified(token.Digest)
            : new Decision.Refused(RefusalReason.AuthFailures) { RetryAfter = wait };
    }

    private static StoredCredential StoredOf(CallerToken.OfGitLab token) => new(token.Caller.Instance, token.Credential);

    private ValueTask<TimeSpan> CountFailureAsync(Caller caller, int add, CancellationToken ct) =>
        store.CountAsync(settings.AuthFailures, identities.Address(caller.Address), add, ct);
}
