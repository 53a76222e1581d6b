namespace GitLabMcp.Edge.Mcp;

/// <summary>What a sign-in allows, as words separated by spaces: `api`, `read_api` or `read_api api`.</summary>
internal static class OAuthScope
{
    /// <summary>True for a sign-in that may not change anything; false for tokens in headers, whose scope is empty.</summary>
    public static bool OnlyReads(string scope) => scope.Length > 0 && !scope.Split(' ').Contains(OAuthSettings.Api);
}
