using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.Edge.Admission;

/// <summary>The credential that a request carries in its headers.</summary>
internal abstract record RequestCredential
{
    public sealed record Absent : RequestCredential
    {
        public static readonly Absent Instance = new();
    }

    /// <param name="Rule">A sentence: the rule that was broken, and never the token.</param>
    public sealed record Malformed(string Rule) : RequestCredential;

    /// <param name="Message">A sentence: what conflicts.</param>
    public sealed record Conflicting(string Message) : RequestCredential;

    public sealed record Token(GitLabCredential Value) : RequestCredential;

    /// <summary>The well-formed token; null for anything else.</summary>
    public GitLabCredential? Credential => (this as Token)?.Value;
}
