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

    public sealed record Token(GitLabCredential Value) : RequestCredential
    {
        private EncryptedToken? _encrypted;

        /// <summary>As it travels to the other services, encrypted once for all calls of the request.</summary>
        public EncryptedToken Encrypted(TokenTransport transport) => _encrypted ??= transport.Encrypt(Value);
    }

    /// <summary>An access token that this server gave out. It never goes to GitLab.</summary>
    public sealed record Grant(GitLabToken AccessToken) : RequestCredential;
}
