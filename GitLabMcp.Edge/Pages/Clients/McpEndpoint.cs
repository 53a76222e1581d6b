namespace GitLabMcp.Edge.Pages.Clients;

/// <summary>How a client shows who its user is.</summary>
internal enum Identification
{
    /// <summary>By a token of GitLab in a header.</summary>
    Token,

    /// <summary>By signing in at this server, which the client starts by itself.</summary>
    SignIn,

    /// <summary>By signing in at GitLab, with the id of a GitLab application that the user gives to the client.</summary>
    SignInAtGitLab,

    /// <summary>Not at all: the server acts with the one token of its operator.</summary>
    None,
}

/// <summary>What the configuration of a client is made for.</summary>
/// <param name="Url">The address of MCP, `https://mcp.example.com/mcp`, which may select toolsets.</param>
internal sealed record McpEndpoint(string Url, Identification Identification)
{
    public bool TakesToken => Identification == Identification.Token;

    /// <summary>The same for a program that cannot sign in, such as curl.</summary>
    public McpEndpoint ForScripts => Identification == Identification.None ? this : this with { Identification = Identification.Token };

    public bool IsPlainHttp => Url.StartsWith("http:", StringComparison.Ordinal);
}
