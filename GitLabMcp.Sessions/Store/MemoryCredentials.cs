namespace GitLabMcp.Sessions.Store;

/// <summary>What this process remembers of tokens, by digest. Not synchronised.</summary>
internal sealed class MemoryCredentials(Settings settings)
{
    private static readonly long Refusal = (long)MemorySessionStore.RefusalKept.TotalMilliseconds;

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

        return good || entry.SessionKey is not null ? new KnownCredential.Known(good ? entry.Principals : null, entry.SessionKey) : null;
    }

    public void Remember(string digest, IReadOnlyList<string>? principals, long now)
    {
        var entry = Entered(digest, now);
        entry.Principals = principals;
        entry.GoodUntil = principals is null ? 0 : now + _timeout;
        entry.RejectedUntil = principals is null ? now + Refusal : 0;
        if (principals is null && entry.SessionKey is null)
        {
            entry.KeptUntil = entry.RejectedUntil;
        }
    }

    /// <summary>A request used it: its good answer lives on.</summary>
    public void Use(string digest, long now)
    {
        if (_entries.TryGetValue(digest, out var entry))
        {
            entry.KeptUntil = now + _retention;
            if (entry.GoodUntil > now)
            {
                entry.GoodUntil = now + _timeout;
            }
        }
    }

    public void Forget(string digest)
    {
        if (_entries.TryGetValue(digest, out var entry))
        {
            entry.GoodUntil = 0;
        }
    }

    public string Claim(string digest, string? previous, string key, long now)
    {
        var entry = Entered(digest, now);
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
            if (entry.KeptUntil <= now)
            {
                _entries.Remove(digest);
            }
        }
    }

    private Entry Entered(string digest, long now)
    {
        if (!_entries.TryGetValue(digest, out var entry))
        {
            _entries[digest] = entry = new();
        }

        entry.KeptUntil = now + Math.Max(_retention, Refusal);
        return entry;
    }

    private sealed class Entry
    {
        public IReadOnlyList<string>? Principals { get; set; }

        public string? SessionKey { get; set; }

        public long GoodUntil { get; set; }

        public long RejectedUntil { get; set; }

        public long KeptUntil { get; set; }
    }
}
