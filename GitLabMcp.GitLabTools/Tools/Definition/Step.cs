using GitLabMcp.GitLabTools.GitLab;

namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>Something to do before a tool's request: find the value of an argument that the call left out, or that
/// GitLab wants in another form.</summary>
/// <param name="Fills">The argument it fills in.</param>
/// <param name="RunAsync">Gives null to go on, or a refusal.</param>
internal sealed record Step(string Fills, Func<CallValues, CallerGitLab, CancellationToken, Task<ToolReply?>> RunAsync);
