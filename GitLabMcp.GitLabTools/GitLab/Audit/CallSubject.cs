namespace GitLabMcp.GitLabTools.GitLab.Audit;

/// <summary>The tool of a call that may change something, and what the call acts on, for the audit record.</summary>
/// <param name="Names">Asked for only when a request is recorded.</param>
internal sealed record CallSubject(string Tool, Func<SubjectNames> Names);

/// <param name="Project">The project, or the group, as the call names it; null for none.</param>
/// <param name="Ids">The numbers and ids among the arguments, `issue_iid=7`: of a GraphQL request the address says nothing.</param>
internal sealed record SubjectNames(string? Project, string Ids);
