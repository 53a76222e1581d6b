namespace GitLabMcp.Edge.Pages.Clients;

/// <summary>A program that people connect to this server.</summary>
/// <param name="Id">For addresses inside a page: `claude-code`.</param>
/// <param name="Snippets">What its user copies.</param>
internal sealed record Client(string Id, string Name, Func<McpEndpoint, IReadOnlyList<Snippet>> Snippets)
{
    /// <summary>Where the client takes the token from, in a sentence.</summary>
    public string TokenNote { get; init; } = "";

    /// <summary>What its user does to sign in, in a sentence.</summary>
    public string SignInNote { get; init; } = "";

    /// <summary>An address that opens the client and adds this server. It never holds a token.</summary>
    public Func<McpEndpoint, string>? Link { get; init; }
}

/// <param name="Form">What the text is.</param>
/// <param name="Place">Where it goes: the path of a file, or a few words.</param>
internal sealed record Snippet(SnippetForm Form, string Place, string Text);

internal enum SnippetForm
{
    Json,
    Toml,
    Shell,
    Python,
}
