namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>A user of one GitLab, whichever of their tokens they send: limits hold for people.</summary>
/// <param name="Origin">Of the GitLab.</param>
/// <param name="Name">As Sessions names people, a keyed hash.</param>
internal readonly record struct GitLabPrincipal(string Origin, string Name);
