namespace GitLabMcp.Sessions.Store;

/// <summary>Sessions in this process: for one replica without Redis, and for the time that Redis is away. One lock around
/// everything: each operation takes a few microseconds.</summary>
internal sealed class MemorySessionStore(Settings settings, TimeProvider clock) : ISessionStore
{
    private readonly Lock _gate = new();
    private readonly MemorySessions _sessions = new(settings);
    private readonly MemoryCredentials _credentials = new(settings);
    private readonly Dictionary<(string Limit, string Subject), SlidingWindow> _events = [];
    private readonly Dictionary<string, long> _consumedConfirmations = [];
    private readonly long _born = clock.GetUtcNow().ToUnixTimeMilliseconds();
    private Counts _totals;
    private long _unclaimed;

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

            CountExpiry(session, now);
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
            else if (!session.IsLive(now) || session.Digest != touch.Digest || IsDue(session, touch, now))
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

            var ends = EventsOf(settings.EndedSessions, session.Principal);
            if (ends.Measure(now, settings.EndedSessions.Max).RetryAfter is { Ticks: > 0 } wait)
            {
                return new(new CreateOutcome.TooMany(wait));
            }

            if (_sessions.MakeRoom(session.Principal, now, () => CountEnd(session.Principal, now), CountExpiry) is Slot.Full full)
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
                CountExpiry(session, now);
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
            return ([.. _sessions.UsedSince(since).Select(Use).OfType<TokenUse>()], now);

            TokenUse? Use(MemorySession session) =>
                session is { Digest: { } digest, Sealed: { } sealedToken }
                    ? new(
                        session.Key,
                        session.Instance,
                        digest,
                        new(NamesOf(session, digest), sealedToken) { OnlyReads = session.OnlyReads },
                        TimeSpan.FromMilliseconds(now - session.Used)
                    )
                    : null;

            IReadOnlyList<string> NamesOf(MemorySession session, string digest) =>
                (_credentials.Find(digest, now) as KnownCredential.Known)?.Principals ?? [session.Principal];
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
            var window = EventsOf(limit, subject);
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
            _sessions.Sweep(now, CountExpiry);
            _credentials.Sweep(now);
            foreach (var (name, at) in _consumedConfirmations)
            {
                if (at + Store.Keys.ConsumedConfirmationTtl.TotalMilliseconds < now)
                {
                    _consumedConfirmations.Remove(name);
                }
            }

            foreach (var (subject, window) in _events)
            {
                if (window.Measure(now, 1).Remaining == 1)
                {
                    _events.Remove(subject);
                }
            }
        }

        return default;
    }

    public ValueTask<bool> ConsumeConfirmationAsync(string name, CancellationToken ct)
    {
        lock (_gate)
        {
            return new(_consumedConfirmations.TryAdd(name, Now));
        }
    }

    public ValueTask<StoreReport> CountAsync(Counts add, bool claimExpirations, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            _sessions.Sweep(now, CountExpiry);
            _totals = new(
                _totals.Sessions + add.Sessions,
                _totals.Expired,
                _totals.AuthFailures + add.AuthFailures,
                _totals.Requests + add.Requests,
                _totals.RejectedByRate + add.RejectedByRate,
                _totals.RejectedByCapacity + add.RejectedByCapacity
            );
            var claimed = claimExpirations ? _unclaimed : 0;
            _unclaimed -= claimed;
            return new(new StoreReport(_sessions.Count, _sessions.CountLive(now), _totals, claimed));
        }
    }

    /// <summary>The access token's time is over, or GitLab's token of its grant is due to be refreshed.</summary>
    private static bool IsDue(MemorySession session, Touch touch, long now) =>
        touch.GrantTokenEnd is { } end && (end <= now || (touch.Intent != TouchIntent.End && (session.RenewAt ?? 0) <= now));

    private SlidingWindow EventsOf(MinuteLimit limit, string subject)
    {
        if (!_events.TryGetValue((limit.Name, subject), out var window))
        {
            _events[(limit.Name, subject)] = window = new();
        }

        return window;
    }

    private void CountEnd(string principal, long now) =>
        EventsOf(settings.EndedSessions, principal).Add(now, 1, SlidingWindow.Resolution(settings.EndedSessions.Max));

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

    private void CountExpiry(MemorySession session, long now)
    {
        if (session.RemoveExpiredToken(now))
        {
            _totals = _totals with { Expired = _totals.Expired + 1 };
            _unclaimed++;
        }
    }
}
