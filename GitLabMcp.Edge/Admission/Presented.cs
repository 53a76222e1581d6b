using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.Edge.Admission;

/// <summary>What a request says of its sender's token.</summary>
internal abstract record Presented
{
    public sealed record Absent : Presented
    {
        public static readonly Absent Instance = new();
    }

    /// <param name="Rule">A sentence: the rule that was broken, and never the token.</param>
    public sealed record Malformed(string Rule) : Presented;

    /// <param name="Message">A sentence: what conflicts.</param>
    public sealed record Conflicting(string Message) : Presented;

    public sealed record Token(GitLabCredential Value) : Presented;

    /// <summary>The well-formed token; null for anything else.</summary>
    public GitLabCredential? Credential => (this as Token)?.Value;
}
