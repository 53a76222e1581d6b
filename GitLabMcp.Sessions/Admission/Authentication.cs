using System.Diagnostics;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Keys;
using GitLabMcp.Sessions.Store;

namespace GitLabMcp.Sessions.Admission;

/// <summary>Whose token is it? From what the store remembers, or from what GitLab just said.</summary>
internal sealed class Authentication(ISessionStore store, Settings settings, Identities identities)
{
    /// <summary>When to try again after GitLab could not be asked.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    public abstract record Answer
    {
        private Answer() { }

        /// <param name="Principals">The owner's name under each key of the ring.</param>
        /// <param name="SessionKey">The session that requests with this token and no id join.</param>
        public sealed record Known(IReadOnlyList<string> Principals, string? SessionKey) : Answer;

        /// <summary>Not yet, or not at all.</summary>
        public sealed record Unknown(Decision Decision) : Answer;
    }

    public async ValueTask<Answer> EstablishAsync(Caller caller, GitLabCredential credential, string digest, CancellationToken ct)
    {
        switch (caller.Verified)
        {
            case Verification.User user:
                return await AcceptAsync(caller, digest, identities.User(caller.Instance, credential.Kind, user.Id), ct);
            case Verification.Anonymous:
                return await AcceptAsync(caller, digest, identities.Bearer(caller.Instance, credential), ct);
            case Verification.Rejected:
                // Counted as a failure when the check was asked for.
                await store.RememberCredentialAsync(digest, null, ct);
                return new Answer.Unknown(new Decision.Refused(RefusalReason.RejectedToken));
            case Verification.Unreachable:
                await store.CountFailureAsync(identities.Address(caller.Address), -1, ct);
                return new Answer.Unknown(new Decision.Refused(RefusalReason.Unverifiable) { RetryAfter = AskAgain });
            case null:
                return await RecallAsync(caller, credential, digest, ct);
            case var verified:
                throw new UnreachableException(verified.GetType().Name);
        }
    }

    /// <summary>Refuses, and counts it against the caller's address; over its limit the refusal is to wait.</summary>
    public async ValueTask<Decision> FailAsync(Caller caller, RefusalReason reason, CancellationToken ct)
    {
        var wait = await store.CountFailureAsync(identities.Address(caller.Address), 1, ct);
        return wait == TimeSpan.Zero
            ? new Decision.Refused(reason)
            : new Decision.Refused(RefusalReason.AuthFailures) { RetryAfter = wait };
    }

    private async ValueTask<Answer> AcceptAsync(Caller caller, string digest, IReadOnlyList<string> principals, CancellationToken ct)
    {
        await store.CountFailureAsync(identities.Address(caller.Address), -1, ct);
        await store.RememberCredentialAsync(digest, principals, ct);
        return new Answer.Known(principals, await SessionOfAsync(digest, ct));
    }

    private async ValueTask<Answer> RecallAsync(Caller caller, GitLabCredential credential, string digest, CancellationToken ct)
    {
        var found = await store.FindCredentialAsync(digest, ct);
        if (!settings.VerifyTokens)
        {
            return new Answer.Known(identities.Bearer(caller.Instance, credential), (found as KnownCredential.Known)?.SessionKey);
        }

        return found switch
        {
            KnownCredential.Known { Principals: { } principals } known => new Answer.Known(principals, known.SessionKey),
            KnownCredential.Rejected => new Answer.Unknown(await FailAsync(caller, RefusalReason.RejectedToken, ct)),
            KnownCredential.Known or null => new Answer.Unknown(await ReserveAsync(caller, digest, ct)),
            _ => throw new UnreachableException(found.GetType().Name),
        };
    }

    /// <summary>A check counts as a failure until it succeeds: however many arrive at once, no more go to GitLab than may fail.</summary>
    private async ValueTask<Decision> ReserveAsync(Caller caller, string digest, CancellationToken ct)
    {
        var wait = await store.CountFailureAsync(identities.Address(caller.Address), 1, ct);
        return wait == TimeSpan.Zero
            ? new Decision.Unverified(digest)
            : new Decision.Refused(RefusalReason.AuthFailures) { RetryAfter = wait };
    }

    private async ValueTask<string?> SessionOfAsync(string digest, CancellationToken ct) =>
        (await store.FindCredentialAsync(digest, ct) as KnownCredential.Known)?.SessionKey;
}
