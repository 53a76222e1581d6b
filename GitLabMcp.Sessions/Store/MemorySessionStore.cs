namespace GitLabMcp.Sessions.Store;

/// <summary>Sessions in this process: for one replica without Redis, and for the time that Redis is away. One lock around
/// everything: each operation takes a few microseconds.</summary>
internal sealed class MemorySessionStore(Settings settings, TimeProvider clock) : ISessionStore
{
    private readonly Lock _gate = new();
    private readonly MemorySessions _sessions = new(settings);
    private readonly MemoryCredentials _credentials = new(settings);
    private readonly MemoryWindows _windows = new();
    private readonly MemoryTotals _totals = new();
    private readonly MemoryConfirmations _confirmations = new();
    private readonly long _born = clock.GetUtcNow().ToUnixTimeMilliseconds();

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public ValueTask<TouchOutcome> TouchAsync(Touch touch, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            if (_sessions.Find(touch.Key, now) is not { } session)
            {
                return new(_sessions.WasEnded(touch.Key, now) ? new TouchOutcome.Ended() : new TouchOutcome.Absent());
            }

            _totals.Expire(session, now);
            if (touch.Instance is not null && touch.Instance != session.Instance)
            {
                return new(new TouchOutcome.Foreign());
            }

            if (touch.Digest is null)
            {
                if ((!session.IsLive(now) || session.RenewAt is not null) && touch.Intent != TouchIntent.End)
                {
                    return new(new TouchOutcome.TokenMissing());
                }
            }
            else if (!session.IsLive(now) || session.Digest != touch.Digest || session.IsDue(touch, now))
            {
                if (touch.Owner is not { } owner)
                {
                    return new(new TouchOutcome.NeedsVerification());
                }

                if (!owner.Principals.Contains(session.Principal))
                {
                    return new(new TouchOutcome.Foreign());
                }

                _sessions.Rename(session, owner.Principals[0]);
                session.Store(touch.Digest, owner, now);
            }

            return new(touch.Intent == TouchIntent.End ? End(session, now) : Use(session, touch, now));
        }
    }

    public ValueTask<CreateOutcome> CreateAsync(NewSession session, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            if (_sessions.Find(session.Key, now) is not null || _sessions.WasEnded(session.Key, now))
            {
                return new(new CreateOutcome.Exists());
            }

            var ends = _windows.Of(settings.EndedSessions, session.Principal);
            if (ends.Measure(now, settings.EndedSessions.Max).RetryAfter is { Ticks: > 0 } wait)
            {
                return new(new CreateOutcome.TooMany(wait));
            }

            if (_sessions.MakeRoom(session.Principal, now, () => CountEnd(session.Principal, now), _totals.Expire) is Slot.Full full)
            {
                return new(new CreateOutcome.Full(full.RetryAfter));
            }

            var made = _sessions.Add(session, now);
            if (session.Counts)
            {
                made.Window.TryCount(now, settings.MaxRequestsPerMinute);
            }

            return new(new CreateOutcome.Created(made.Window.Measure(now, settings.MaxRequestsPerMinute)));
        }
    }

    public ValueTask DiscardAsync(string key, string principal, CancellationToken ct)
    {
        lock (_gate)
        {
            if (_sessions.Find(key, Now) is { } session)
            {
                _sessions.Remove(session);
            }
        }

        return default;
    }

    public ValueTask RevokeAsync(string? key, string digest, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            _credentials.ForgetOwner(digest);
            if (key is not null && _sessions.Find(key, now) is { } session && session.Digest == digest)
            {
                _sessions.RemoveToken(session, now);
            }
        }

        return default;
    }

    public ValueTask RemoveTokenAsync(IReadOnlyList<string> principals, IReadOnlyList<string> digests, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            foreach (var session in principals.SelectMany(_sessions.Of).ToArray())
            {
                if (session.Digest is { } digest && digests.Contains(digest))
                {
                    _sessions.RemoveToken(session, now);
                }
            }
        }

        return default;
    }

    public ValueTask CarryOverAsync(TokenUse use, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            if (
                _sessions.Find(use.Key, now) is { } session
                && session.Instance == use.Instance
                && use.Owner.Principals.Contains(session.Principal)
            )
            {
                _totals.Expire(session, now);
                _sessions.CarryOver(session, use, now - (long)use.Age.TotalMilliseconds);
            }
        }

        return default;
    }

    /// <summary>The sessions that were used with a token since a time, in ms since 1970, and the time of now.</summary>
    public (IReadOnlyList<TokenUse> Uses, long Now) TokenUsesSince(long since)
    {
        lock (_gate)
        {
            var now = Now;
            return ([.. _sessions.UsedSince(since).Select(session => session.LastUse(NamesOf, now)).OfType<TokenUse>()], now);

            IReadOnlyList<string>? NamesOf(string digest) => (_credentials.Find(digest, now) as KnownCredential.Known)?.Principals;
        }
    }

    public ValueTask<KnownCredential?> FindCredentialAsync(string digest, CancellationToken ct)
    {
        lock (_gate)
        {
            return new(_credentials.Find(digest, Now));
        }
    }

    public ValueTask RememberOwnerAsync(string digest, IReadOnlyList<string> principals, bool onlyReads, CancellationToken ct)
    {
        lock (_gate)
        {
            _credentials.RememberOwner(digest, principals, onlyReads, Now);
        }

        return default;
    }

    public ValueTask RememberRejectionAsync(string digest, CancellationToken ct)
    {
        lock (_gate)
        {
            _credentials.RememberRejection(digest, Now);
        }

        return default;
    }

    public ValueTask<string> ClaimAsync(string digest, string? previous, string key, CancellationToken ct)
    {
        lock (_gate)
        {
            return new(_credentials.Claim(digest, previous, key, Now));
        }
    }

    public ValueTask<TimeSpan> CountAsync(MinuteLimit limit, string subject, int add, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            var window = _windows.Of(limit, subject);
            var wait = window.Measure(now, limit.Max).RetryAfter;
            if (wait == TimeSpan.Zero || add < 0)
            {
                window.Add(now, add, resolution: 1000);
            }

            return new(wait);
        }
    }

    public ValueTask<StoreAge> AgeAsync(CancellationToken ct) => new(new StoreAge(_born, Now));

    public ValueTask SweepAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            _sessions.Sweep(now, _totals.Expire);
            _credentials.Sweep(now);
            _confirmations.Sweep(now);
            _windows.Sweep(now);
        }

        return default;
    }

    public ValueTask<bool> ConsumeConfirmationAsync(string name, CancellationToken ct)
    {
        lock (_gate)
        {
            return new(_confirmations.Consume(name, Now));
        }
    }

    public ValueTask<StoreReport> CountAsync(Counts add, bool claimExpirations, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            _sessions.Sweep(now, _totals.Expire);
            _totals.Add(add);
            return new(
                new StoreReport(
                    _sessions.Count,
                    _sessions.CountLive(now),
                    _totals.Counts,
                    claimExpirations ? _totals.ClaimExpirations() : 0
                )
            );
        }
    }

    private void CountEnd(string principal, long now) =>
        _windows.Of(settings.EndedSessions, principal).Add(now, 1, SlidingWindow.Resolution(settings.EndedSessions.Max));

    private TouchOutcome.Closed End(MemorySession session, long now)
    {
        _sessions.End(session, now);
        CountEnd(session.Principal, now);
        return new();
    }

    private TouchOutcome Use(MemorySession session, Touch touch, long now)
    {
        _sessions.Touch(session, now);
        if (touch.Digest is not null)
        {
            _credentials.Use(touch.Digest, now);
        }

        var admitted = touch.Intent == TouchIntent.Notify || session.Window.TryCount(now, settings.MaxRequestsPerMinute);
        var window = session.Window.Measure(now, settings.MaxRequestsPerMinute);
        return admitted
            ? new TouchOutcome.Admitted(
                session.Principal,
                touch.Digest is null || touch.GrantTokenEnd is not null ? session.Sealed : null,
                window
            )
            {
                OnlyReads = session.OnlyReads,
            }
            : new TouchOutcome.RateLimited(window);
    }
}
