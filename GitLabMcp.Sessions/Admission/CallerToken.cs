namespace GitLabMcp.Sessions.Admission;

/// <summary>A request and the token that it brought.</summary>
/// <param name="Digest">What stands for the token in the store.</param>
internal sealed record CallerToken(Caller Caller, GitLabCredential Credential, string Digest)
{
    /// <summary>The request on a session, while nobody has established whose token it is.</summary>
    public Touch Touch(string key, TouchIntent intent) => new(key, intent, Identities.Instance(Caller.Instance), Digest, Owner: null);
}
