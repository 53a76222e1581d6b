namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>A request before that of the tool: it finds the value of an argument that the call left out, or that
/// GitLab wants in another form.</summary>
/// <param name="Fills">The name of the argument that it fills in.</param>
/// <param name="RunAsync">Gives null to go on, or the reply that ends the call.</param>
internal sealed record Step(string Fills, Func<CallValues, CallerGitLab, CancellationToken, Task<ToolReply?>> RunAsync);
