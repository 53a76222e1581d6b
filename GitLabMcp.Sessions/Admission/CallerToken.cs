namespace GitLabMcp.Sessions.Admission;

/// <summary>A request and the token that it brought.</summary>
/// <param name="Digest">What stands for the token in the store.</param>
internal abstract record CallerToken(Caller Caller, string Digest)
{
    /// <summary>A token of GitLab, in a header.</summary>
    public sealed record OfGitLab(Caller Caller, GitLabCredential Credential, string Digest) : CallerToken(Caller, Digest)
    {
        public override Touch Touch(string key, TouchIntent intent) =>
            new(key, intent, Identities.Instance(Caller.Instance), Digest, Owner: null);
    }

    /// <summary>The access token of a grant, whose MAC is verified.</summary>
    /// <param name="NeedsGitLab">The request goes on to GitLab; false when it only ends a session.</param>
    public sealed record OfGrant(Caller Caller, GrantHandle Handle, string Digest, bool NeedsGitLab) : CallerToken(Caller, Digest)
    {
        public override Touch Touch(string key, TouchIntent intent) =>
            new(key, intent, Caller.NamesInstance ? Identities.Instance(Caller.Instance) : null, Digest, Owner: null)
            {
                GrantTokenEnd = Handle.EndsAt,
            };
    }

    /// <summary>The request on a session, while nobody has established whose token it is.</summary>
    public abstract Touch Touch(string key, TouchIntent intent);
}
