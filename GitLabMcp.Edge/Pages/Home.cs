using GitLabMcp.Edge.Pages.Clients;

namespace GitLabMcp.Edge.Pages;

/// <summary>What one showing of the page is made from.</summary>
/// <param name="GitLab">The web site of the operator's GitLab, without a slash at the end.</param>
/// <param name="Url">The address of this server, without a slash at the end.</param>
/// <param name="Catalogue">Null while it cannot be read.</param>
/// <param name="Picked">Which tools the reader of the page wants.</param>
internal sealed record Home(
    string GitLab,
    string Url,
    Identification Identification,
    Catalogue? Catalogue,
    Selection Picked,
    ServerState State
)
{
    public string GitLabHost => new Uri(GitLab).Authority;

    /// <summary>The address of MCP without a selection.</summary>
    public string McpUrl => Url + OAuthPaths.Mcp;

    public McpEndpoint Endpoint => new(Picked.AddTo(McpUrl), Identification);

    public bool SignsIn => Identification is Identification.SignIn or Identification.SignInAtGitLab;

    /// <summary>Whether anybody has use for a token: scripts do, where others sign in.</summary>
    public bool TakesTokens => Identification != Identification.None;
}
