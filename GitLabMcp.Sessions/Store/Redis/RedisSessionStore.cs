namespace GitLabMcp.Sessions.Store.Redis;

/// <summary>Sessions in Redis, for any number of replicas. The usual request is one script on the session's own key.</summary>
/// <param name="indexInterval">How far the index may be behind a session (<see cref="RedisIndex.UsualInterval"/>).</param>
internal sealed class RedisSessionStore(RedisScripts scripts, Settings settings, TimeSpan indexInterval) : ISessionStore
{
    private readonly RedisIndex _index = new(scripts, settings, indexInterval);
    private readonly long _timeout = (long)settings.Timeout.TotalMilliseconds;
    private readonly long _retention = (long)settings.Retention.TotalMilliseconds;
    private readonly int _resolution = SlidingWindow.Resolution(settings.MaxRequestsPerMinute);
    private long _sweptUntil;

    public async ValueTask<TouchOutcome> TouchAsync(Touch touch, CancellationToken ct)
    {
        RedisValue[] arguments =
        [
            scripts.Now,
            touch.Intent switch
            {
                TouchIntent.Call => "call",
                TouchIntent.Notify => "notify",
                TouchIntent.End => "end",
                var intent => throw new UnreachableException($"There is no intent {intent}."),
            },
            touch.Instance ?? "",
            touch.Digest ?? "",
            _timeout,
            _retention,
            settings.MaxRequestsPerMinute,
            _resolution,
            _index.Interval,
            touch.Owner?.Sealed ?? [],
            touch.GrantTokenEnd ?? RedisValue.EmptyString,
            touch.Owner?.RenewAt ?? RedisValue.EmptyString,
            .. touch.Owner is { } owner ? ArgumentsOf(owner) : [],
        ];
        var reply = (RedisResult[])(await scripts.RunAsync(RedisScript.Touch, [Keys.Session(touch.Key)], arguments, ct))!;
        var outcome = ScriptReplies.Touch(reply, settings.MaxRequestsPerMinute);
        if (reply.Length > 6 && (long)reply[6] == 1)
        {
            _index.AddExpired(1);
        }

        switch (outcome)
        {
            case TouchOutcome.Closed:
                await _index.LeaveAsync(touch.Key, (string)reply[1]!, ct);
                break;
            case TouchOutcome.Ended when reply.Length > 1:
                await scripts.RemoveFromIndexAsync(touch.Key, (string)reply[1]!, ct);
                break;
        }

        if (reply.Length > 7 && (long)reply[7] == 1)
        {
            await _index.RefreshAsync(touch.Key, (string)reply[1]!, (long)reply[8], (long)reply[9], ct);
            if (touch.Digest is not null)
            {
                await CredentialAsync(touch.Digest, ["use"], ct);
            }
        }

        return outcome;
    }

    public async ValueTask<CreateOutcome> CreateAsync(NewSession session, CancellationToken ct)
    {
        switch (await _index.ReserveAsync(session.Key, session.Principal, ct))
        {
            case Reservation.Made made:
                return await StoreAsync(session, made.At, ct);
            case Reservation.None { Why: Slot.Full full }:
                return new CreateOutcome.Full(full.RetryAfter);
            case Reservation.None { Why: Slot.TooMany many }:
                return new CreateOutcome.TooMany(many.RetryAfter);
            case var other:
                throw new UnreachableException($"{other}");
        }
    }

    private async ValueTask<CreateOutcome> StoreAsync(NewSession session, long now, CancellationToken ct)
    {
        RedisValue[] arguments =
        [
            now,
            session.Principal,
            session.Instance,
            session.Digest,
            session.Sealed ?? [],
            _timeout,
            _retention,
            session.Counts ? 1 : 0,
            settings.MaxRequestsPerMinute,
            _resolution,
            session.Adopted ? 1 : 0,
            session.RenewAt ?? RedisValue.EmptyString,
            session.OnlyReads ? 1 : 0,
        ];
        try
        {
            var reply = (RedisResult[])(await scripts.RunAsync(RedisScript.Create, [Keys.Session(session.Key)], arguments, ct))!;
            return ScriptReplies.Create(reply, settings.MaxRequestsPerMinute);
        }
        catch (StoreFullException)
        {
            await scripts.RemoveFromIndexAsync(session.Key, session.Principal, ct);
            throw;
        }
    }

    public async ValueTask DiscardAsync(string key, string principal, CancellationToken ct)
    {
        await scripts.DeleteAsync(Keys.Session(key), ct);
        await scripts.RemoveFromIndexAsync(key, principal, ct);
    }

    public async ValueTask RevokeAsync(string? key, string digest, CancellationToken ct)
    {
        await CredentialAsync(digest, ["forget"], ct);
        if (key is null)
        {
            return;
        }

        await RemoveTokenAsync(key, digest, ct);
    }

    public async ValueTask RemoveTokenAsync(IReadOnlyList<string> principals, IReadOnlyList<string> digests, CancellationToken ct)
    {
        foreach (var principal in principals)
        {
            foreach (var key in await scripts.SessionsOfAsync(principal, ct))
            {
                foreach (var digest in digests)
                {
                    await RemoveTokenAsync(key, digest, ct);
                }
            }
        }
    }

    public async ValueTask CarryOverAsync(TokenUse use, CancellationToken ct)
    {
        RedisValue[] arguments =
        [
            scripts.Now,
            (long)use.Age.TotalMilliseconds,
            use.Instance,
            use.Digest,
            use.Owner.Sealed,
            _timeout,
            _retention,
            .. ArgumentsOf(use.Owner),
        ];
        var reply = (RedisResult[])(await scripts.RunAsync(RedisScript.Carry, [Keys.Session(use.Key)], arguments, ct))!;
        if (ScriptReplies.IsCarried(reply))
        {
            await _index.RefreshAsync(use.Key, (string)reply[1]!, (long)reply[2], (long)reply[3], ct);
        }
    }

    public async ValueTask<KnownCredential?> FindCredentialAsync(string digest, CancellationToken ct) =>
        ScriptReplies.Credential(await CredentialAsync(digest, ["find"], ct));

    public async ValueTask RememberOwnerAsync(string digest, IReadOnlyList<string> principals, bool onlyReads, CancellationToken ct) =>
        await CredentialAsync(digest, ["good", string.Join(',', principals), onlyReads ? 1 : 0], ct);

    public async ValueTask RememberRejectionAsync(string digest, CancellationToken ct) =>
        await CredentialAsync(digest, ["bad", MemoryCredentials.RejectionTtl.TotalMilliseconds], ct);

    public async ValueTask<string> ClaimAsync(string digest, string? previous, string key, CancellationToken ct) =>
        (string)(await CredentialAsync(digest, ["claim", previous ?? "", key], ct))[0]!;

    public async ValueTask<TimeSpan> CountAsync(MinuteLimit limit, string subject, int add, CancellationToken ct) =>
        TimeSpan.FromMilliseconds(
            (long)await scripts.RunAsync(RedisScript.Limit, [Keys.Events(limit, subject)], [scripts.Now, add, limit.Max], ct)
        );

    public ValueTask<bool> ConsumeConfirmationAsync(string name, CancellationToken ct) =>
        scripts.SetOnceAsync(Keys.ConsumedConfirmation(name), Keys.ConsumedConfirmationTtl, ct);

    public async ValueTask<StoreAge> AgeAsync(CancellationToken ct)
    {
        var reply = await CountAsync(default, claimExpirations: false, expired: 0, ct);
        return new((long)reply[9], (long)reply[10]);
    }

    public async ValueTask SweepAsync(CancellationToken ct)
    {
        // The last minute is looked at again: the index may be behind.
        var now = (await AgeAsync(ct)).Now;
        foreach (var key in await scripts.TokensEndedAsync(_sweptUntil, now, ct))
        {
            _index.AddExpired((long)await scripts.RunAsync(RedisScript.Expire, [Keys.Session(key)], [scripts.Now, _retention], ct));
        }

        _sweptUntil = now - _index.Interval;
    }

    public async ValueTask<StoreReport> CountAsync(Counts add, bool claimExpirations, CancellationToken ct)
    {
        var expired = _index.TakeExpired();
        try
        {
            var reply = await CountAsync(add, claimExpirations, expired, ct);
            var totals = new Counts((long)reply[2], (long)reply[3], (long)reply[4], (long)reply[5], (long)reply[6], (long)reply[7]);
            return new((long)reply[0], (long)reply[1], totals, (long)reply[8]);
        }
        catch (StoreUnavailableException)
        {
            _index.AddExpired(expired);
            throw;
        }
    }

    private static RedisValue[] ArgumentsOf(VerifiedOwner owner) =>
        [owner.OnlyReads ? 1 : 0, .. owner.Principals.Select(static name => (RedisValue)name)];

    private async ValueTask RemoveTokenAsync(string key, string digest, CancellationToken ct)
    {
        var reply = (RedisResult[])
            (await scripts.RunAsync(RedisScript.Revoke, [Keys.Session(key)], [scripts.Now, digest, _retention], ct))!;
        if (ScriptReplies.IsRemoved(reply))
        {
            await _index.RefreshAsync(key, (string)reply[1]!, (long)reply[2], (long)reply[3], ct);
        }
    }

    private async ValueTask<RedisResult[]> CountAsync(Counts add, bool claimExpirations, long expired, CancellationToken ct) =>
        (RedisResult[])
            (
                await scripts.RunAsync(
                    RedisScript.Count,
                    [Keys.Counts, Keys.ByUse, Keys.ByToken, Keys.Birth],
                    [
                        scripts.Now,
                        _retention,
                        claimExpirations ? 1 : 0,
                        add.Sessions,
                        expired,
                        add.AuthFailures,
                        add.Requests,
                        add.RejectedByRate,
                        add.RejectedByCapacity,
                    ],
                    ct
                )
            )!;

    private async ValueTask<RedisResult[]> CredentialAsync(string digest, RedisValue[] act, CancellationToken ct) =>
        (RedisResult[])
            (await scripts.RunAsync(RedisScript.Credential, [Keys.Credential(digest)], [scripts.Now, _timeout, _retention, .. act], ct))!;
}
