namespace GitLabMcp.Faults.History;

/// <summary>How many sessions had a live token, as the server itself counts them.</summary>
public sealed record Sample(TimeSpan At, int LiveSessions);
