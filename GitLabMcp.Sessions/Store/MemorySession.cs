namespace GitLabMcp.Sessions.Store;

/// <summary>One session in the memory of this process. Times are milliseconds since 1970.</summary>
internal sealed class MemorySession(NewSession from)
{
    public string Key => from.Key;

    public string Instance => from.Instance;

    public string Principal { get; set; } = from.Principal;

    public string? Digest { get; private set; } = from.Digest;

    public byte[]? Sealed { get; private set; } = from.Sealed;

    /// <summary>When GitLab's token of a grant is due to be refreshed; null for tokens in headers.</summary>
    public long? RenewAt { get; private set; } = from.RenewAt;

    /// <summary>The token is known to have the scope <c>read_api</c> and not <c>api</c>.</summary>
    public bool OnlyReads { get; private set; } = from.OnlyReads;

    public bool IsAdopted => from.Adopted;

    /// <summary>The last request that reached it.</summary>
    public long Used { get; set; }

    /// <summary>The end of its token.</summary>
    public long Until { get; set; }

    public SlidingWindow Window { get; } = new();

    public bool IsLive(long now) => Digest is not null && Until > now;

    /// <summary>When another token took the place of the one before; zero when none did.</summary>
    public long Rotated { get; private set; }

    public void Store(string digest, VerifiedOwner owner, long at) =>
        (Digest, Sealed, RenewAt, OnlyReads, Rotated) = (digest, owner.Sealed, owner.RenewAt, owner.OnlyReads, at);

    /// <summary>True when this call removed a token whose time was over.</summary>
    public bool RemoveExpiredToken(long now)
    {
        if (Digest is null || Until > now)
        {
            return false;
        }

        RemoveToken();
        return true;
    }

    public void RemoveToken() => (Digest, Sealed) = (null, null);
}
