using GitLabMcp.Sessions.Admission;
using StackExchange.Redis;

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
                _ => "end",
            },
            touch.Instance ?? "",
            touch.Digest ?? "",
            _timeout,
            _retention,
            settings.MaxRequestsPerMinute,
            _resolution,
            _index.Interval,
            touch.Owner?.Sealed ?? [],
            .. touch.Owner?.Principals.Select(static name => (RedisValue)name) ?? [],
        ];
        var reply = (RedisResult[])(await scripts.RunAsync(RedisScript.Touch, [Keys.Session(touch.Key)], arguments, ct))!;
        if (reply.Length > 6 && (long)reply[6] == 1)
        {
            _index.AddExpired(1);
        }

        switch ((string)reply[0]!)
        {
            case "absent":
                return new TouchOutcome.Absent();
            case "ended":
                if (reply.Length > 1)
                {
                    await scripts.RemoveFromIndexAsync(touch.Key, (string)reply[1]!, ct);
                }

                return new TouchOutcome.Ended();
            case "closed":
                await scripts.RemoveFromIndexAsync(touch.Key, (string)reply[1]!, ct);
                return new TouchOutcome.Closed();
            case "foreign":
                return new TouchOutcome.Foreign();
            case "token-missing":
                return new TouchOutcome.TokenMissing();
            case "needs-verification":
                return new TouchOutcome.NeedsVerification();
        }

        if ((long)reply[7] == 1)
        {
            await _index.RefreshAsync(touch.Key, (string)reply[1]!, (long)reply[8], (long)reply[9], ct);
            if (touch.Digest is not null)
            {
                await CredentialAsync(touch.Digest, ["use"], ct);
            }
        }

        var window = WindowOf(reply[3], reply[4], reply[5]);
        return (string)reply[0]! == "rate-limited"
            ? new TouchOutcome.RateLimited(window)
            : new TouchOutcome.Admitted((string)reply[1]!, (byte[])reply[2]! is { Length: > 0 } box ? box : null, window);
    }

    public async ValueTask<CreateOutcome> CreateAsync(NewSession session, CancellationToken ct)
    {
        if (await _index.ReserveAsync(session.Key, session.Principal, ct) is { } wait)
        {
            return new CreateOutcome.Full(wait);
        }

        RedisValue[] arguments =
        [
            scripts.Now,
            session.Principal,
            session.Instance,
            session.Digest,
            session.Sealed ?? [],
            _timeout,
            _retention,
            session.Counts ? 1 : 0,
            settings.MaxRequestsPerMinute,
            _resolution,
        ];
        var reply = (RedisResult[])(await scripts.RunAsync(RedisScript.Create, [Keys.Session(session.Key)], arguments, ct))!;
        return (string)reply[0]! == "created"
            ? new CreateOutcome.Created(WindowOf(reply[1], reply[2], reply[3]))
            : new CreateOutcome.Exists();
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

        var reply = (RedisResult[])
            (await scripts.RunAsync(RedisScript.Revoke, [Keys.Session(key)], [scripts.Now, digest, _retention], ct))!;
        if ((string)reply[0]! == "removed")
        {
            await _index.RefreshAsync(key, (string)reply[1]!, (long)reply[2], (long)reply[3], ct);
        }
    }

    public async ValueTask<KnownCredential?> FindCredentialAsync(string digest, CancellationToken ct)
    {
        var reply = await CredentialAsync(digest, ["find"], ct);
        return (string)reply[0]! switch
        {
            "rejected" => new KnownCredential.Rejected(),
            "known" => new KnownCredential.Known(
                (string)reply[1]! is { Length: > 0 } names ? names.Split(',') : null,
                (string)reply[2]! is { Length: > 0 } session ? session : null
            ),
            _ => null,
        };
    }

    public async ValueTask RememberCredentialAsync(string digest, IReadOnlyList<string>? principals, CancellationToken ct) =>
        await (
            principals is null
                ? CredentialAsync(digest, ["bad", MemorySessionStore.RefusalKept.TotalMilliseconds], ct)
                : CredentialAsync(digest, ["good", string.Join(',', principals)], ct)
        );

    public async ValueTask<string> ClaimAsync(string digest, string? previous, string key, CancellationToken ct) =>
        (string)(await CredentialAsync(digest, ["claim", previous ?? "", key], ct))[0]!;

    public async ValueTask<TimeSpan> CountFailureAsync(string address, int add, CancellationToken ct) =>
        TimeSpan.FromMilliseconds(
            (long)
                await scripts.RunAsync(
                    RedisScript.Failure,
                    [Keys.Failures(address)],
                    [scripts.Now, add, settings.MaxAuthFailuresPerMinute],
                    ct
                )
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

    private Window WindowOf(RedisResult counted, RedisResult reset, RedisResult wait) =>
        new(
            Math.Max(0, settings.MaxRequestsPerMinute - (int)counted),
            TimeSpan.FromMilliseconds((long)reset),
            TimeSpan.FromMilliseconds((long)wait)
        );
}
