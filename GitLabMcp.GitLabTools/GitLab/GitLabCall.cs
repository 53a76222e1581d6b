using GitLabMcp.GitLabTools.GitLab.Audit;
using GitLabMcp.GitLabTools.GitLab.Limits;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>The call that a request belongs to.</summary>
/// <param name="Time">How long the call may take; null where several callers may wait for one answer.</param>
/// <param name="Answers">The memory that the answers of the call take; null where several callers may wait for one answer, which then
/// counts by itself.</param>
/// <param name="Subject">The tool that may change something; null for a call that only reads.</param>
internal sealed record GitLabCall(GitLabUser User, CallProgress Progress, CallTime? Time, AnswerBytes? Answers, CallSubject? Subject);
