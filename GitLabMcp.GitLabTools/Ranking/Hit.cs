namespace GitLabMcp.GitLabTools.Ranking;

/// <summary>What a search found.</summary>
/// <param name="Share">Its score, as a share of that of the best hit, which has 1.</param>
internal readonly record struct Hit<T>(T Tool, double Share);
