namespace GitLabMcp.Sessions.Store;

/// <summary>The sessions of this process and the orders in which they give way. The caller holds the lock.</summary>
internal sealed class MemorySessions(Settings settings)
{
    private static readonly Comparer<(long At, string Key)> ByTime = Comparer<(long At, string Key)>.Create(
        (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Key, b.Key)
    );

    private readonly long _timeout = (long)settings.Timeout.TotalMilliseconds;
    private readonly long _retention = (long)settings.Retention.TotalMilliseconds;
    private readonly Dictionary<string, MemorySession> _byKey = [];
    private readonly Dictionary<string, List<MemorySession>> _byPrincipal = [];
    private readonly SortedSet<(long At, string Key)> _byUse = new(ByTime);
    private readonly SortedSet<(long At, string Key)> _byToken = new(ByTime);
    private readonly Dictionary<string, long> _ended = [];

    public int Count => _byKey.Count;

    public int CountLive(long now) => _byToken.GetViewBetween((now + 1, ""), (long.MaxValue, "")).Count;

    /// <summary>Null for a session that the store does not have, and for one whose retention is over: that one is ended here.</summary>
    public MemorySession? Find(string key, long now)
    {
        if (_byKey.GetValueOrDefault(key) is not { } session)
        {
            return null;
        }

        if (session.Used + _retention <= now)
        {
            End(session, session.Used + _retention);
            return null;
        }

        return session;
    }

    public IReadOnlyList<MemorySession> Of(string principal) => _byPrincipal.GetValueOrDefault(principal) ?? [];

    public bool WasEnded(string key, long now) => _ended.TryGetValue(key, out var until) && until > now;

    public MemorySession Add(NewSession session, long now)
    {
        var made = new MemorySession(session) { Used = now, Until = now + _timeout };
        _byKey.Add(made.Key, made);
        Index(made);
        return made;
    }

    public void Touch(MemorySession session, long now)
    {
        Unindex(session);
        (session.Used, session.Until) = (now, now + _timeout);
        Index(session);
    }

    public void RemoveToken(MemorySession session, long now)
    {
        Unindex(session);
        session.RemoveToken();
        session.Until = Math.Min(session.Until, now);
        Index(session);
    }

    /// <summary>The sessions that were used at a time or after it.</summary>
    public IEnumerable<MemorySession> UsedSince(long time) =>
        _byUse.GetViewBetween((time, ""), (long.MaxValue, "")).Select(entry => _byKey[entry.Key]);

    /// <summary>A session of the token's owner goes on with a token that was used at a time, unless it got a token after that.</summary>
    public void CarryOver(MemorySession session, TokenUse use, long at)
    {
        var isOther = session.Digest != use.Digest;
        if (isOther && at < (session.Digest is null ? session.Until : session.Rotated))
        {
            return;
        }

        Unindex(session);
        if (isOther)
        {
            session.Store(use.Digest, use.Owner, at);
            (session.Principal, session.Until) = (use.Owner.Principals[0], 0);
        }

        session.Used = Math.Max(session.Used, at);
        session.Until = Math.Max(session.Until, at + _timeout);
        Index(session);
    }

    /// <summary>The owner's name under the newest key.</summary>
    public void Rename(MemorySession session, string principal)
    {
        Unindex(session);
        session.Principal = principal;
        Index(session);
    }

    /// <summary>The end of an id that could be adopted is remembered for the retention from then on.</summary>
    public void End(MemorySession session, long at)
    {
        Remove(session);
        if (session.IsAdopted)
        {
            _ended[session.Key] = at + _retention;
        }
    }

    public void Remove(MemorySession session)
    {
        Unindex(session);
        _byKey.Remove(session.Key);
    }

    /// <summary>Makes a slot for one more session of a principal by ending the session that gives way.</summary>
    /// <param name="countOwn">Called when the principal's own session gives way.</param>
    /// <param name="countExpiry">Called for the session whose token has expired before it ends.</param>
    public Slot MakeRoom(string principal, long now, Action countOwn, Action<MemorySession, long> countExpiry)
    {
        EndForgotten(now);
        if (_byPrincipal.TryGetValue(principal, out var own) && own.Count >= settings.MaxSessionsPerPrincipal)
        {
            End(own.MinBy(session => (session.Used, session.Key))!, now);
            countOwn();
        }

        if (_byKey.Count < settings.MaxSessions)
        {
            return new Slot.Free();
        }

        var (at, key) = _byToken.Min;
        if (at > now)
        {
            return new Slot.Full(TimeSpan.FromMilliseconds(at - now));
        }

        countExpiry(_byKey[key], now);
        End(_byKey[key], now);
        return new Slot.Free();
    }

    public void Sweep(long now, Action<MemorySession, long> countExpiry)
    {
        EndForgotten(now);
        foreach (var (_, key) in _byToken.GetViewBetween((0, ""), (now + 1, "")))
        {
            countExpiry(_byKey[key], now);
        }

        foreach (var (key, until) in _ended)
        {
            if (until <= now)
            {
                _ended.Remove(key);
            }
        }
    }

    private void EndForgotten(long now)
    {
        while (_byUse.Count > 0 && _byUse.Min.At + _retention <= now)
        {
            End(_byKey[_byUse.Min.Key], _byUse.Min.At + _retention);
        }
    }

    private void Index(MemorySession session)
    {
        _byUse.Add((session.Used, session.Key));
        _byToken.Add((session.Until, session.Key));
        if (!_byPrincipal.TryGetValue(session.Principal, out var own))
        {
            _byPrincipal[session.Principal] = own = [];
        }

        own.Add(session);
    }

    private void Unindex(MemorySession session)
    {
        _byUse.Remove((session.Used, session.Key));
        _byToken.Remove((session.Until, session.Key));
        var own = _byPrincipal[session.Principal];
        own.Remove(session);
        if (own.Count == 0)
        {
            _byPrincipal.Remove(session.Principal);
        }
    }
}
