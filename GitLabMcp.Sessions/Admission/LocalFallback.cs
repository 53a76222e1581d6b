namespace GitLabMcp.Sessions.Admission;

/// <summary>What serves during one outage of the shared store: admission over the memory of this process.</summary>
/// <param name="Admission">Admits from <paramref name="Store"/>.</param>
/// <param name="Store">Holds the sessions that were used during the outage.</param>
internal sealed record LocalFallback(SessionAdmission Admission, MemorySessionStore Store)
{
    /// <summary>Set while the last uses are carried over: no request is decided then. Completes when requests may be decided
    /// again.</summary>
    public TaskCompletionSource? Closing { get; set; }
}
