namespace GitLabMcp.Sessions.Store;

/// <summary>What this process remembers of tokens, by digest. The caller holds the lock.</summary>
internal sealed class MemoryCredentials(Settings settings)
{
    /// <summary>How long it is remembered that GitLab rejected a token.</summary>
    public static readonly TimeSpan RejectionTtl = TimeSpan.FromSeconds(60);

    private static readonly long Rejection = (long)RejectionTtl.TotalMilliseconds;

    private readonly long _timeout = (long)settings.Timeout.TotalMilliseconds;
    private readonly long _retention = (long)settings.Retention.TotalMilliseconds;
    private readonly Dictionary<string, Entry> _entries = [];

    public KnownCredential? Find(string digest, long now)
    {
        if (!_entries.TryGetValue(digest, out var entry))
        {
            return null;
        }

        if (entry.RejectedUntil > now)
        {
            return new KnownCredential.Rejected();
        }

        var good = entry.GoodUntil > now;
        if (good)
        {
            entry.GoodUntil = now + _timeout;
        }

        return good || entry.SessionKey is not null
            ? new KnownCredential.Known(good ? entry.Principals : null, entry.SessionKey) { OnlyReads = entry.OnlyReads }
            : null;
    }

    public void RememberOwner(string digest, IReadOnlyList<string> principals, bool onlyReads, long now)
    {
        var entry = GetOrAdd(digest, now);
        (entry.Principals, entry.OnlyReads) = (principals, onlyReads);
        (entry.GoodUntil, entry.RejectedUntil) = (now + _timeout, 0);
    }

    public void RememberRejection(string digest, long now)
    {
        var entry = GetOrAdd(digest, now);
        entry.Principals = null;
        (entry.GoodUntil, entry.RejectedUntil) = (0, now + Rejection);
        if (entry.SessionKey is null)
        {
            entry.ExpiresAt = entry.RejectedUntil;
        }
    }

    /// <summary>A request used the token, so its owner is remembered for longer.</summary>
    public void Use(string digest, long now)
    {
        if (_entries.TryGetValue(digest, out var entry))
        {
            entry.ExpiresAt = now + _retention;
            if (entry.GoodUntil > now)
            {
                entry.GoodUntil = now + _timeout;
            }
        }
    }

    public void ForgetOwner(string digest)
    {
        if (_entries.TryGetValue(digest, out var entry))
        {
            entry.GoodUntil = 0;
        }
    }

    public string Claim(string digest, string? previous, string key, long now)
    {
        var entry = GetOrAdd(digest, now);
        if (entry.SessionKey == previous)
        {
            entry.SessionKey = key;
        }

        return entry.SessionKey!;
    }

    public void Sweep(long now)
    {
        foreach (var (digest, entry) in _entries)
        {
            if (entry.ExpiresAt <= now)
            {
                _entries.Remove(digest);
            }
        }
    }

    private Entry GetOrAdd(string digest, long now)
    {
        if (!_entries.TryGetValue(digest, out var entry))
        {
            _entries[digest] = entry = new();
        }

        entry.ExpiresAt = now + Math.Max(_retention, Rejection);
        return entry;
    }

    private sealed class Entry
    {
        public IReadOnlyList<string>? Principals { get; set; }

        public bool OnlyReads { get; set; }

        public string? SessionKey { get; set; }

        public long GoodUntil { get; set; }

        public long RejectedUntil { get; set; }

        public long ExpiresAt { get; set; }
    }
}
