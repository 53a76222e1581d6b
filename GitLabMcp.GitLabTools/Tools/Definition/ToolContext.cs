using GitLabMcp.GitLabTools.Confirmation;

namespace GitLabMcp.GitLabTools.Tools.Definition;

/// <summary>What one call has to work with.</summary>
/// <param name="GitLab">GitLab, as the caller.</param>
/// <param name="Consent">What the request brings of its user's consent.</param>
/// <param name="Tools">The other tools that the request may use.</param>
internal sealed record ToolContext(CallerGitLab GitLab, Consent Consent, IReachableTools Tools);
