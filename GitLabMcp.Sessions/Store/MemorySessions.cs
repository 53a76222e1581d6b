using System.Diagnostics.CodeAnalysis;

namespace GitLabMcp.Sessions.Store;

/// <summary>The sessions of this process and the orders in which they give way. Not synchronised.</summary>
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

    /// <summary>False too for a session whose retention is over: it is ended here and now.</summary>
    public bool TryGet(string key, long now, [NotNullWhen(true)] out MemorySession? session)
    {
        if (_byKey.TryGetValue(key, out session) && session.Used + _retention <= now)
        {
            End(session, session.Used + _retention);
            session = null;
        }

        return session is not null;
    }

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

    /// <summary>The owner's name under the newest key.</summary>
    public void Rename(MemorySession session, string principal)
    {
        Unindex(session);
        session.Principal = principal;
        Index(session);
    }

    /// <summary>Its id answers as ended for the retention from then on.</summary>
    public void End(MemorySession session, long at)
    {
        Remove(session);
        if (!SessionKey.IsImplicit(session.Key))
        {
            _ended[session.Key] = at + _retention;
        }
    }

    public void Remove(MemorySession session)
    {
        Unindex(session);
        _byKey.Remove(session.Key);
    }

    /// <summary>Room for one more session of a principal, made by ending those that give way.</summary>
    /// <param name="expired">Told of each session before it gives way.</param>
    /// <returns>Null when there is room, otherwise how long until the next token's time is over.</returns>
    public TimeSpan? MakeRoom(string principal, long now, Action<MemorySession, long> expired)
    {
        EndForgotten(now);
        if (_byPrincipal.TryGetValue(principal, out var own) && own.Count >= settings.MaxSessionsPerPrincipal)
        {
            End(own.MinBy(session => (session.Used, session.Key))!, now);
        }

        if (_byKey.Count < settings.MaxSessions)
        {
            return null;
        }

        var (at, key) = _byToken.Min;
        if (at > now)
        {
            return TimeSpan.FromMilliseconds(at - now);
        }

        expired(_byKey[key], now);
        End(_byKey[key], now);
        return null;
    }

    public void Sweep(long now, Action<MemorySession, long> expired)
    {
        EndForgotten(now);
        foreach (var (_, key) in _byToken.GetViewBetween((0, ""), (now + 1, "")))
        {
            expired(_byKey[key], now);
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
