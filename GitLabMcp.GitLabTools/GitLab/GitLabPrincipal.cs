namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>A user of one GitLab, whichever of their tokens they send: limits hold for people.</summary>
/// <param name="Origin">Of the GitLab.</param>
/// <param name="Name">The name that Sessions gave the user, a keyed hash; for a token whose owner is not verified yet, its digest.</param>
internal readonly record struct GitLabPrincipal(string Origin, string Name)
{
    // A keyed hash contains no space.
    private const string TokenPrefix = "token ";

    public bool IsUnverifiedToken => Name.StartsWith(TokenPrefix, StringComparison.Ordinal);

    public static GitLabPrincipal Of(string origin, TokenDigest token) => new(origin, $"{TokenPrefix}{token.Digest:x}");
}
