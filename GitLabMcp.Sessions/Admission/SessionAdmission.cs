using System.Diagnostics;
using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.Sessions.Contract;
using GitLabMcp.Sessions.Keys;
using GitLabMcp.Sessions.Store;
using Microsoft.Extensions.Logging;

namespace GitLabMcp.Sessions.Admission;

/// <summary>May a request go on, and as whom? The table of docs/architecture.md, over one store. The usual request, whose
/// session stores the very token it brings, is one call of the store.</summary>
internal sealed partial class SessionAdmission(
    ISessionStore store,
    Settings settings,
    Identities identities,
    SessionIds ids,
    SealedTokens sealing,
    StoreRole role,
    ILogger<SessionAdmission> logger
)
{
    /// <summary>Capacity comes back when a token expires; nobody needs to wait longer than this to ask again.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private readonly Authentication _authentication = new(store, settings, identities);
    private readonly SessionKeyCache _hints = new();

    public async ValueTask<Decision> AdmitAsync(Caller caller, RequestKind kind, bool sessionless, CancellationToken ct)
    {
        return caller.Presents switch
        {
            CallerCredential.Malformed => await _authentication.FailAsync(caller, RefusalReason.MalformedToken, ct),
            CallerCredential.Token token => await WithTokenAsync(caller, token.Credential, kind, sessionless, ct),
            CallerCredential.Nothing => await ByIdAsync(caller, sessionless ? null : caller.SessionId, IntentOf(kind), ct),
            var other => throw new UnreachableException(other.GetType().Name),
        };
    }

    /// <summary>Ends the session of the caller's id.</summary>
    public async ValueTask<Decision> CloseAsync(Caller caller, CancellationToken ct)
    {
        return caller.Presents switch
        {
            CallerCredential.Malformed => await _authentication.FailAsync(caller, RefusalReason.MalformedToken, ct),
            CallerCredential.Token token => await OnSessionAsync(caller, caller.SessionId!, token.Credential, TouchIntent.End, ct),
            CallerCredential.Nothing => await ByIdAsync(caller, caller.SessionId, TouchIntent.End, ct),
            var other => throw new UnreachableException(other.GetType().Name),
        };
    }

    /// <summary>GitLab refused this token: it is forgotten wherever it is still the stored one.</summary>
    public async ValueTask RevokeAsync(string? sessionId, string instance, GitLabCredential credential, CancellationToken ct)
    {
        var digest = identities.Digest(instance, credential);
        var known = await store.FindCredentialAsync(digest, ct) as KnownCredential.Known;
        var key = sessionId ?? (known?.Principals is { } principals ? SessionKey.Implicit(principals[0]) : _hints.Find(digest));
        await store.RevokeAsync(key, digest, ct);
    }

    /// <summary>Marks a confirmation as used.</summary>
    /// <returns>False when it was used before.</returns>
    public ValueTask<bool> ConsumeConfirmationAsync(string name, CancellationToken ct) => store.ConsumeConfirmationAsync(name, ct);

    private ValueTask<Decision> WithTokenAsync(
        Caller caller,
        GitLabCredential credential,
        RequestKind kind,
        bool sessionless,
        CancellationToken ct
    ) =>
        (kind, sessionless, caller.SessionId) switch
        {
            (RequestKind.Initialize, _, _) => InitializeAsync(caller, credential, ct),
            (_, true, _) => ImplicitAsync(caller, credential, IntentOf(kind), ct),
            (_, false, { } id) => OnSessionAsync(caller, id, credential, IntentOf(kind), ct),
            (_, false, null) => JoinAsync(caller, credential, IntentOf(kind), ct),
        };

    /// <summary>The id alone: the session's own token serves, if it lives.</summary>
    private async ValueTask<Decision> ByIdAsync(Caller caller, string? id, TouchIntent intent, CancellationToken ct)
    {
        if (id is null || settings.RequireToken)
        {
            return await _authentication.FailAsync(caller, RefusalReason.MissingToken, ct);
        }

        if (!SessionIds.TryRead(id, out _))
        {
            return await _authentication.FailAsync(caller, RefusalReason.SessionNotFound, ct);
        }

        var instance = caller.NamesInstance ? Identities.Instance(caller.Instance) : null;
        var outcome = await store.TouchAsync(new(id, intent, instance, null, null), ct);
        if (outcome is not TouchOutcome.Admitted { Sealed: { } box } admitted)
        {
            return await DecideAsync(outcome, id, caller, ct);
        }

        if (sealing.Open(box, id, admitted.Principal) is { } token)
        {
            return new Decision.Admitted(id, admitted.Principal, token, admitted.Window, Created: false);
        }

        Log.SealBroken(logger, identities.SessionHash(id));
        return await _authentication.FailAsync(caller, RefusalReason.MissingToken, ct);
    }

    /// <summary>An id and a token: the token is used, and stored when its owner is the session's.</summary>
    private async ValueTask<Decision> OnSessionAsync(
        Caller caller,
        string id,
        GitLabCredential credential,
        TouchIntent intent,
        CancellationToken ct
    )
    {
        if (!SessionIds.TryRead(id, out var read))
        {
            return await _authentication.FailAsync(caller, RefusalReason.SessionNotFound, ct);
        }

        var touch = new Touch(id, intent, Identities.Instance(caller.Instance), identities.Digest(caller.Instance, credential), null);
        var outcome = await store.TouchAsync(touch, ct);
        if (outcome is TouchOutcome.Absent && !await MayBeOlderAsync(read, ct))
        {
            return await _authentication.FailAsync(caller, RefusalReason.SessionNotFound, ct);
        }

        if (outcome is not (TouchOutcome.NeedsVerification or TouchOutcome.Absent))
        {
            return await DecideAsync(outcome, id, caller, ct);
        }

        var answer = await _authentication.EstablishAsync(caller, credential, touch.Digest!, ct);
        if (answer is not Authentication.Answer.Known known)
        {
            return ((Authentication.Answer.Unknown)answer).Decision;
        }

        if (outcome is TouchOutcome.Absent)
        {
            if (!ids.IsFor(id, known.Principals))
            {
                return await ForeignAsync(id, caller, ct);
            }

            var adopted = await CreateAsync(id, caller, credential, touch.Digest!, known.Principals, intent == TouchIntent.Call, ct);
            if (adopted is not null && intent != TouchIntent.End)
            {
                return adopted;
            }
        }

        var owner = new VerifiedOwner(known.Principals, Seal(id, caller, credential, known.Principals));
        return await DecideAsync(await store.TouchAsync(touch with { Owner = owner }, ct), id, caller, ct);
    }

    /// <summary>A session of its own.</summary>
    private async ValueTask<Decision> InitializeAsync(Caller caller, GitLabCredential credential, CancellationToken ct)
    {
        var digest = identities.Digest(caller.Instance, credential);
        var answer = await _authentication.EstablishAsync(caller, credential, digest, ct);
        return answer is Authentication.Answer.Known known
            ? (await CreateAsync(await MintAsync(known, ct), caller, credential, digest, known.Principals, counts: true, ct))!
            : ((Authentication.Answer.Unknown)answer).Decision;
    }

    /// <summary>A token and no id: the one session kept for that very token.</summary>
    private async ValueTask<Decision> JoinAsync(Caller caller, GitLabCredential credential, TouchIntent intent, CancellationToken ct)
    {
        var touch = new Touch("", intent, Identities.Instance(caller.Instance), identities.Digest(caller.Instance, credential), null);
        if (_hints.Find(touch.Digest!) is { } hint && await TryUseAsync(touch with { Key = hint }, ct) is { } quick)
        {
            return quick;
        }

        var answer = await _authentication.EstablishAsync(caller, credential, touch.Digest!, ct);
        if (answer is not Authentication.Answer.Known known)
        {
            return ((Authentication.Answer.Unknown)answer).Decision;
        }

        if (known.SessionKey is { } key && await TryUseAsync(Proven(touch, key, caller, credential, known.Principals), ct) is { } joined)
        {
            _hints.Keep(touch.Digest!, key);
            return joined;
        }

        var id = await MintAsync(known, ct);
        var created = (await CreateAsync(id, caller, credential, touch.Digest!, known.Principals, intent == TouchIntent.Call, ct))!;
        if (created is not Decision.Admitted)
        {
            return created;
        }

        // Somebody with the same token may have come at the same time: the first claim holds.
        var holder = await store.ClaimAsync(touch.Digest!, known.SessionKey, id, ct);
        if (holder == id)
        {
            _hints.Keep(touch.Digest!, id);
            return created;
        }

        await store.DiscardAsync(id, known.Principals[0], ct);
        return await TryUseAsync(Proven(touch, holder, caller, credential, known.Principals), ct)
            ?? await _authentication.FailAsync(caller, RefusalReason.SessionNotFound, ct);
    }

    /// <summary>A token of a caller that has no ids: its principal's implicit session.</summary>
    private async ValueTask<Decision> ImplicitAsync(Caller caller, GitLabCredential credential, TouchIntent intent, CancellationToken ct)
    {
        var touch = new Touch("", intent, Identities.Instance(caller.Instance), identities.Digest(caller.Instance, credential), null);
        var hinted = "~" + touch.Digest;
        if (_hints.Find(hinted) is { } hint && await TryUseAsync(touch with { Key = hint }, ct) is { } quick)
        {
            return quick;
        }

        var answer = await _authentication.EstablishAsync(caller, credential, touch.Digest!, ct);
        if (answer is not Authentication.Answer.Known known)
        {
            return ((Authentication.Answer.Unknown)answer).Decision;
        }

        touch = touch with { Key = SessionKey.Implicit(known.Principals[0]), Owner = new(known.Principals, null) };
        _hints.Keep(hinted, touch.Key);
        while (true)
        {
            if (await TryUseAsync(touch, ct) is { } used)
            {
                return used;
            }

            var session = new NewSession(touch.Key, known.Principals[0], touch.Instance!, touch.Digest!, null, intent == TouchIntent.Call);
            if (Created(session, await store.CreateAsync(session, ct)) is { } created)
            {
                return created;
            }
        }
    }

    private async ValueTask<Decision?> TryUseAsync(Touch touch, CancellationToken ct)
    {
        var outcome = await store.TouchAsync(touch, ct);
        return Used(outcome, touch.Key);
    }

    private static Decision? Used(TouchOutcome outcome, string key) =>
        outcome switch
        {
            TouchOutcome.Admitted admitted => new Decision.Admitted(key, admitted.Principal, null, admitted.Window, Created: false),
            TouchOutcome.RateLimited limited => new Decision.Refused(RefusalReason.RateLimited)
            {
                RetryAfter = limited.Window.RetryAfter,
                Window = limited.Window,
            },
            TouchOutcome.TokenMissing
            or TouchOutcome.NeedsVerification
            or TouchOutcome.Foreign
            or TouchOutcome.Closed
            or TouchOutcome.Ended
            or TouchOutcome.Absent => null,
            _ => throw new UnreachableException(outcome.GetType().Name),
        };

    private async ValueTask<Decision> DecideAsync(TouchOutcome outcome, string id, Caller caller, CancellationToken ct) =>
        outcome switch
        {
            TouchOutcome.Admitted or TouchOutcome.RateLimited => Used(outcome, id)!,
            // Only a request to end it gets this far on a living session.
            TouchOutcome.Closed => new Decision.Closed(),
            TouchOutcome.TokenMissing => await _authentication.FailAsync(caller, RefusalReason.MissingToken, ct),
            TouchOutcome.Foreign => await ForeignAsync(id, caller, ct),
            TouchOutcome.Ended or TouchOutcome.Absent or TouchOutcome.NeedsVerification => await _authentication.FailAsync(
                caller,
                RefusalReason.SessionNotFound,
                ct
            ),
            _ => throw new UnreachableException(outcome.GetType().Name),
        };

    private async ValueTask<Decision> ForeignAsync(string id, Caller caller, CancellationToken ct)
    {
        Log.Foreign(logger, identities.SessionHash(id), caller.Address);
        return await _authentication.FailAsync(caller, RefusalReason.SessionNotFound, ct);
    }

    /// <summary>An id that the store cannot be expected to know. A stand-in knows none, and its clock is not the store's.</summary>
    private async ValueTask<bool> MayBeOlderAsync(SessionId id, CancellationToken ct) =>
        role == StoreRole.LocalFallback || id.MintedOffline || id.MintedAt < (await store.AgeAsync(ct)).Born;

    private async ValueTask<string> MintAsync(Authentication.Answer.Known known, CancellationToken ct) =>
        ids.Mint(known.Principals[0], (await store.AgeAsync(ct)).Now, offline: role == StoreRole.LocalFallback);

    /// <summary>Null when a session of that id is there already.</summary>
    private async ValueTask<Decision?> CreateAsync(
        string id,
        Caller caller,
        GitLabCredential credential,
        string digest,
        IReadOnlyList<string> principals,
        bool counts,
        CancellationToken ct
    )
    {
        var session = new NewSession(
            id,
            principals[0],
            Identities.Instance(caller.Instance),
            digest,
            Seal(id, caller, credential, principals),
            counts
        );
        return Created(session, await store.CreateAsync(session, ct));
    }

    private static Decision? Created(NewSession session, CreateOutcome outcome) =>
        outcome switch
        {
            CreateOutcome.Created created => new Decision.Admitted(session.Key, session.Principal, null, created.Window, Created: true),
            CreateOutcome.Full full => new Decision.Refused(RefusalReason.Capacity)
            {
                RetryAfter = full.RetryAfter < LongestWait ? full.RetryAfter : LongestWait,
            },
            CreateOutcome.Exists => null,
            _ => throw new UnreachableException(outcome.GetType().Name),
        };

    private Touch Proven(Touch touch, string key, Caller caller, GitLabCredential credential, IReadOnlyList<string> principals) =>
        touch with
        {
            Key = key,
            Owner = new(principals, Seal(key, caller, credential, principals)),
        };

    private byte[] Seal(string id, Caller caller, GitLabCredential credential, IReadOnlyList<string> principals) =>
        sealing.Seal(new(caller.Instance, credential), id, principals[0]);

    private static TouchIntent IntentOf(RequestKind kind) =>
        kind switch
        {
            RequestKind.Call or RequestKind.Initialize => TouchIntent.Call,
            RequestKind.Notification => TouchIntent.Notify,
            _ => throw new UnreachableException($"There is no kind {kind} of request."),
        };

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Warning,
            "Security event: a token of another principal or instance was sent on session {SessionHash} from {Address}; refused as an unknown id."
        )]
        public static partial void Foreign(ILogger logger, string sessionHash, string address);

        [LoggerMessage(
            2,
            LogLevel.Warning,
            "The stored token of session {SessionHash} could not be opened (its key was removed, or the store was tampered with); its owner has to send it again."
        )]
        public static partial void SealBroken(ILogger logger, string sessionHash);
    }
}
