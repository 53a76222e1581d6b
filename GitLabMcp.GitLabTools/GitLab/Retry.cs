namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>Whether the same call is worth making again, and after how long.</summary>
/// <param name="Wait">The least time before that makes sense; null when it is not known.</param>
internal readonly record struct Retry(bool IsWorthwhile, TimeSpan? Wait)
{
    /// <summary>The call would fail again, or might make a change twice.</summary>
    public static readonly Retry Never;

    /// <summary>GitLab did not say when.</summary>
    public static readonly Retry Later = new(IsWorthwhile: true, Wait: null);

    /// <summary>In whole seconds, rounded up.</summary>
    public uint? Seconds => Wait is { } wait ? (uint)Math.Ceiling(wait.TotalSeconds) : null;

    /// <summary>The end of a sentence: `in 30 seconds`, `in a minute`.</summary>
    public string When =>
        Seconds switch
        {
            null => "in a minute",
            1 => "in 1 second",
            var seconds => $"in {seconds} seconds",
        };

    public static Retry After(TimeSpan wait) => new(IsWorthwhile: true, wait);
}
