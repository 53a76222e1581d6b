namespace GitLabMcp.Faults.History;

/// <summary>One request as GitLab saw it.</summary>
/// <param name="Happened">Whether GitLab did what it asks for, whatever became of the answer.</param>
public sealed record GitLabCall(TimeSpan At, string Token, string User, string Nonce, bool IsWrite, bool Happened);
