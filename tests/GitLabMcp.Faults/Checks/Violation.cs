namespace GitLabMcp.Faults.Checks;

/// <summary>The invariants of <c>docs/reliability.md</c> that a history can break. I9 is held by
/// <see cref="Soak.ResourceCheck"/>.</summary>
public enum Invariant
{
    I1,
    I2,
    I3,
    I4,
    I5,
    I6,
    I7,
    I8,

    /// <summary>A session runs with the newest token that it was given.</summary>
    S2,

    /// <summary>No session is lost: an id that nobody ended, in a store that nobody wiped, is known.</summary>
    SessionsStay,
}

public sealed record Violation(Invariant Invariant, string What)
{
    public override string ToString() => $"{Invariant}: {What}";
}
