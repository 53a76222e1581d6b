namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>The call that a request belongs to.</summary>
/// <param name="Time">How long the call may take; null where several callers may wait for one answer.</param>
internal sealed record GitLabCall(GitLabUser User, CallProgress Progress, CallTime? Time);
