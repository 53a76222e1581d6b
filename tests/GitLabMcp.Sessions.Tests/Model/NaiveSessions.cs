using GitLabMcp.Sessions.Store;

namespace GitLabMcp.Sessions.Tests.Model;

/// <summary>The state machine of a session of docs/architecture.md, written to be plainly right: every timestamp is stored
/// in a list, every decision looks at all of them. It knows who owns a token; ids are handed to it as they are minted.</summary>
/// <param name="endsForgotten">An end is forgotten after the retention, by the test's clock. Redis forgets by its own.</param>
internal sealed class NaiveSessions(Settings settings, bool endsForgotten)
{
    private readonly List<NaiveSession> _all = [];
    private readonly Dictionary<string, NaiveSession> _joined = [];
    private readonly Dictionary<string, (string Owner, long At)> _minted = [];
    private readonly Dictionary<string, long> _ended = [];
    private readonly List<(string Owner, long At)> _ends = [];
    private long _born = long.MinValue;

    public long Now { get; set; }

    public int Active => Living().Count;

    public int Authenticated => Living().Count(session => session.IsLive(Now));

    private long Retention => (long)settings.Retention.TotalMilliseconds;

    private long Timeout => (long)settings.Timeout.TotalMilliseconds;

    public static string OwnerOf(string token) => token.Split('-')[0];

    public void Wipe()
    {
        _all.Clear();
        _joined.Clear();
        _ended.Clear();
        _ends.Clear();
        _born = Now;
    }

    public string Initialize(string token, bool counts, string actualId) => Create(actualId, token, counts);

    public string Join(string token, bool counts, string actualId)
    {
        if (_joined.TryGetValue(token, out var session) && IsThere(session))
        {
            session.Token = token;
            return Use(session, counts);
        }

        var created = Create(actualId, token, counts);
        if (created.StartsWith("created", StringComparison.Ordinal))
        {
            _joined[token] = _all[^1];
        }

        return created;
    }

    public string Implicit(string token, bool counts, string actualKey)
    {
        if (Living().SingleOrDefault(session => session.Key == actualKey) is { } session)
        {
            session.Token = token;
            return Use(session, counts);
        }

        return Create(actualKey, token, counts);
    }

    public string OnId(string id, string? token, bool counts)
    {
        if (Living().SingleOrDefault(session => session.Key == id) is { } session)
        {
            if (token is null)
            {
                return session.IsLive(Now) ? Use(session, counts) : "MissingToken";
            }

            if (OwnerOf(token) != session.Owner)
            {
                return "SessionNotFound";
            }

            session.Token = token;
            return Use(session, counts);
        }

        return CanAdopt(id, token) ? Create(id, token!, counts) : "SessionNotFound";
    }

    public string Close(string id, string? token)
    {
        if (Living().SingleOrDefault(session => session.Key == id) is { } session)
        {
            if (token is not null && OwnerOf(token) != session.Owner)
            {
                return "SessionNotFound";
            }

            End(session, Now);
            _ends.Add((session.Owner, Now));
            return "closed";
        }

        if (!CanAdopt(id, token))
        {
            return "SessionNotFound";
        }

        var adopted = Create(id, token!, counts: false);
        if (!adopted.StartsWith("created", StringComparison.Ordinal))
        {
            return adopted;
        }

        _ends.Add((_all[^1].Owner, Now));
        End(_all[^1], Now);
        return "closed";
    }

    public void Revoke(string key, string token)
    {
        if (Living().SingleOrDefault(session => session.Key == key) is { } session && session.IsLive(Now) && session.Token == token)
        {
            session.Token = null;
            session.RevokedAt = Now;
        }
    }

    private List<NaiveSession> Living()
    {
        foreach (var session in _all.Where(session => session.Touches[^1] + Retention <= Now).ToList())
        {
            End(session, session.Touches[^1] + Retention);
        }

        return _all;
    }

    private bool IsThere(NaiveSession session) => Living().Contains(session);

    private bool CanAdopt(string id, string? token) =>
        token is not null
        && !(_ended.TryGetValue(id, out var end) && (!endsForgotten || end + Retention > Now))
        && _minted.TryGetValue(id, out var mint)
        && mint.At < _born
        && mint.Owner == OwnerOf(token);

    private string Create(string key, string token, bool counts)
    {
        var owner = OwnerOf(token);
        var ends = _ends.Where(end => end.Owner == owner && end.At > Now - 60_000).ToList();
        var most = Math.Max(settings.MaxRequestsPerMinute, settings.MaxSessionsPerPrincipal);
        if (ends.Count >= most)
        {
            return $"RateLimited {ends[ends.Count - most].At + 60_000 - Now}";
        }

        var own = Living()
            .Where(session => session.Owner == owner)
            .OrderBy(session => session.Touches[^1])
            .ThenBy(session => session.Key, StringComparer.Ordinal)
            .ToList();
        if (own.Count >= settings.MaxSessionsPerPrincipal)
        {
            End(own[0], Now);
            _ends.Add((owner, Now));
        }

        if (_all.Count >= settings.MaxSessions)
        {
            var first = _all.OrderBy(session => session.Until(Timeout)).ThenBy(session => session.Key, StringComparer.Ordinal).First();
            if (first.Until(Timeout) > Now)
            {
                return $"Capacity {Math.Min(60_000, first.Until(Timeout) - Now)}";
            }

            End(first, Now);
        }

        _all.Add(new(key, owner, Timeout) { Token = token });
        _minted.TryAdd(key, (owner, Now));
        return "created " + Use(_all[^1], counts);
    }

    private string Use(NaiveSession session, bool counts)
    {
        session.Touches.Add(Now);
        session.RevokedAt = null;
        var window = session.Counted.Where(at => at > Now - 60_000).ToList();
        if (counts && window.Count >= settings.MaxRequestsPerMinute)
        {
            return $"RateLimited {window[window.Count - settings.MaxRequestsPerMinute] + 60_000 - Now}";
        }

        if (counts)
        {
            session.Counted.Add(Now);
            window.Add(Now);
        }

        var reads = TestAdmission.IsReading(session.Token!) ? " reads" : "";
        return $"admitted {settings.MaxRequestsPerMinute - window.Count} {(window.Count == 0 ? 0 : window[0] + 60_000 - Now)}{reads}";
    }

    private void End(NaiveSession session, long at)
    {
        _all.Remove(session);
        if (!SessionKey.IsImplicit(session.Key))
        {
            _ended[session.Key] = at;
        }
    }
}

internal sealed class NaiveSession(string key, string owner, long timeout)
{
    public string Key => key;

    public string Owner => owner;

    public string? Token { get; set; }

    public long? RevokedAt { get; set; }

    public List<long> Touches { get; } = [];

    public List<long> Counted { get; } = [];

    public bool IsLive(long now) => Token is not null && RevokedAt is null && Until(timeout) > now;

    public long Until(long after) => Math.Min(Touches[^1] + after, RevokedAt ?? long.MaxValue);
}
