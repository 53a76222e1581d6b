namespace GitLabMcp.Sessions.Store.Grants;

/// <summary>Grants in this process, for one replica without Redis. One lock around everything.</summary>
internal sealed class MemoryGrantStore(TimeProvider clock) : IGrantStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _grants = [];
    private readonly Dictionary<string, Dictionary<string, long>> _byPrincipal = [];

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public ValueTask CreateAsync(NewGrant grant, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            ForgetExpired(now);
            _grants[grant.Id] = new(grant) { ExpiresAt = now + Milliseconds(GrantTimes.Code) };
            _grants[grant.Id].Store(grant.Tokens, now);
        }

        return default;
    }

    public ValueTask<GrantUse> RedeemAsync(string grantId, string clientId, string attempt, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            if (Find(grantId, now) is not { } grant || grant.ClientId != clientId)
            {
                return new(new GrantUse.Invalid());
            }

            if (grant.RedeemedBy is not null && grant.RedeemedBy != attempt)
            {
                return new(new GrantUse.Reused(End(grantId, grant)));
            }

            if (grant.RedeemedBy is null)
            {
                grant.RedeemedBy = attempt;
                grant.Rotate(now);
            }

            return new(grant.Given(now));
        }
    }

    public ValueTask<GrantUse> RotateAsync(string grantId, string clientId, int generation, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            if (
                Find(grantId, now) is not { RedeemedBy: not null } grant
                || grant.ClientId != clientId
                || generation < 1
                || generation > grant.Generation
            )
            {
                return new(new GrantUse.Invalid());
            }

            if (generation == grant.Generation)
            {
                grant.Rotate(now);
            }
            else if (generation != grant.Generation - 1 || now - grant.RotatedAt > Milliseconds(GrantTimes.Grace))
            {
                return new(new GrantUse.Reused(End(grantId, grant)));
            }

            return new(grant.Given(now));
        }
    }

    public ValueTask<GrantLookup> FindAsync(string grantId, string? refresher, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            return new(
                Find(grantId, now) is { } grant
                    ? new GrantLookup.Found(
                        grant.Principal,
                        grant.Access,
                        grant.RenewAt,
                        grant.EndsAt,
                        now,
                        grant.TakeRefresh(now, refresher)
                    )
                    : new GrantLookup.Absent()
            );
        }
    }

    public ValueTask<RefreshUse> RenewAsync(string grantId, long fence, string principal, SealedTokenPair tokens, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            if (Find(grantId, now) is not { } grant)
            {
                return new(RefreshUse.Absent);
            }

            if (grant.Fence != fence)
            {
                return new(RefreshUse.Late);
            }

            grant.Principal = principal;
            grant.Store(tokens, now);
            return new(RefreshUse.Stored);
        }
    }

    public ValueTask DelayAsync(string grantId, long fence, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            if (Find(grantId, now) is { } grant && grant.Fence == fence)
            {
                (grant.LockedUntil, grant.DelayedUntil) = (0, now + Milliseconds(GrantTimes.RetryInterval));
            }
        }

        return default;
    }

    public ValueTask ExpireAsync(string grantId, byte[] access, CancellationToken ct)
    {
        lock (_gate)
        {
            if (Find(grantId, Now) is { } grant && grant.Access.AsSpan().SequenceEqual(access))
            {
                (grant.RenewAt, grant.EndsAt) = (0, 0);
            }
        }

        return default;
    }

    public ValueTask<EndedGrant?> EndAsync(string grantId, string? clientId, long? fence, CancellationToken ct)
    {
        lock (_gate)
        {
            return new(
                Find(grantId, Now) is { } grant && (clientId ?? grant.ClientId) == grant.ClientId && (fence ?? grant.Fence) == grant.Fence
                    ? End(grantId, grant)
                    : null
            );
        }
    }

    public ValueTask<IReadOnlyList<string>> EnlistAsync(IReadOnlyList<string> principals, string grantId, CancellationToken ct)
    {
        lock (_gate)
        {
            var now = Now;
            if (!_byPrincipal.TryGetValue(principals[0], out var own))
            {
                _byPrincipal[principals[0]] = own = [];
            }

            foreach (var older in principals.Skip(1))
            {
                if (_byPrincipal.Remove(older, out var moved))
                {
                    foreach (var (id, at) in moved)
                    {
                        own[id] = at;
                    }
                }
            }

            own[grantId] = now;
            foreach (var (id, _) in own.Where(one => Find(one.Key, now) is null).ToArray())
            {
                own.Remove(id);
            }

            return new([
                .. own.OrderBy(static one => one.Value)
                    .Take(Math.Max(0, own.Count - GrantTimes.MaxPerPrincipal))
                    .Select(static one => one.Key),
            ]);
        }
    }

    public ValueTask DelistAsync(IReadOnlyList<string> principals, string grantId, CancellationToken ct)
    {
        lock (_gate)
        {
            foreach (var principal in principals)
            {
                if (_byPrincipal.TryGetValue(principal, out var own) && own.Remove(grantId) && own.Count == 0)
                {
                    _byPrincipal.Remove(principal);
                }
            }
        }

        return default;
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    private Entry? Find(string grantId, long now) => _grants.TryGetValue(grantId, out var grant) && grant.ExpiresAt > now ? grant : null;

    private EndedGrant End(string grantId, Entry grant)
    {
        _grants.Remove(grantId);
        return new(grant.Principal, grant.Access, grant.Refresh);
    }

    private void ForgetExpired(long now)
    {
        foreach (var (id, grant) in _grants)
        {
            if (grant.ExpiresAt <= now)
            {
                _grants.Remove(id);
            }
        }
    }

    private sealed class Entry(NewGrant from)
    {
        public string ClientId => from.ClientId;

        public string Principal { get; set; } = from.Principal;

        public byte[] Access { get; private set; } = from.Tokens.Access;

        public byte[] Refresh { get; private set; } = from.Tokens.Refresh;

        public long RenewAt { get; set; }

        public long EndsAt { get; set; }

        public long ExpiresAt { get; set; }

        public string? RedeemedBy { get; set; }

        public int Generation { get; private set; }

        public long RotatedAt { get; private set; }

        public long Fence { get; private set; }

        public long LockedUntil { get; set; }

        public string? LockedBy { get; private set; }

        public long DelayedUntil { get; set; }

        public void Rotate(long now) => (Generation, RotatedAt, ExpiresAt) = (Generation + 1, now, now + Milliseconds(GrantTimes.Unused));

        public void Store(SealedTokenPair tokens, long now)
        {
            (Access, Refresh) = (tokens.Access, tokens.Refresh);
            EndsAt = now + Milliseconds(tokens.Lifetime);
            RenewAt = EndsAt - Milliseconds(tokens.Margin);
            (LockedUntil, DelayedUntil) = (0, 0);
        }

        public GrantUse.Given Given(long now) => new(Principal, from.Scope, Generation, RotatedAt, now, Access);

        public GrantRefresh TakeRefresh(long now, string? refresher)
        {
            if (RenewAt > now)
            {
                return new GrantRefresh.NotDue();
            }

            if (LockedUntil > now)
            {
                return refresher is { Length: > 0 } && refresher == LockedBy
                    ? new GrantRefresh.Locked(Fence, Refresh)
                    : new GrantRefresh.InFlight();
            }

            if (DelayedUntil > now || refresher is null)
            {
                return new GrantRefresh.Waiting();
            }

            (LockedUntil, LockedBy) = (now + Milliseconds(GrantTimes.RefreshLock), refresher);
            return new GrantRefresh.Locked(++Fence, Refresh);
        }
    }
}
