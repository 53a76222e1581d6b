namespace GitLabMcp.Sessions.Store.Grants;

/// <summary>How long things of a grant last.</summary>
internal static class GrantTimes
{
    /// <summary>From the sign-in until its code has to be redeemed. The code itself says a shorter time.</summary>
    public static readonly TimeSpan Code = TimeSpan.FromMinutes(5);

    /// <summary>Without a use of its refresh token, a grant ends.</summary>
    public static readonly TimeSpan Unused = TimeSpan.FromDays(30);

    /// <summary>Clients refresh concurrently, so the refresh token before the newest one is good for this long.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    /// <summary>How long one refresh at GitLab may take before another caller takes over.</summary>
    public static readonly TimeSpan RefreshLock = TimeSpan.FromSeconds(30);

    /// <summary>After GitLab could not be asked.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    public const int MaxPerPrincipal = 20;
}
