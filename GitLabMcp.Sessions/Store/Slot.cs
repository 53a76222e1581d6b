namespace GitLabMcp.Sessions.Store;

/// <summary>A slot for one more session.</summary>
internal abstract record Slot
{
    private Slot() { }

    public sealed record Free : Slot;

    /// <summary>Every slot is held by a live token of somebody else.</summary>
    public sealed record Full(TimeSpan RetryAfter) : Slot;

    /// <summary>The principal ended too many sessions in the last minute.</summary>
    public sealed record TooMany(TimeSpan RetryAfter) : Slot;
}
