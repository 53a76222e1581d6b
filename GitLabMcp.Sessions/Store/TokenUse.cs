namespace GitLabMcp.Sessions.Store;

/// <summary>The last use of a token on a session that only the memory of this process knows, because the shared store was away.</summary>
/// <param name="Key">The session's key.</param>
/// <param name="Instance">Hash of the GitLab instance.</param>
/// <param name="Digest">Digest of the token.</param>
/// <param name="Owner">The token's owner, and the token sealed for the session.</param>
/// <param name="Age">How long ago the use was. Clocks of two machines differ, so a time would say less.</param>
internal sealed record TokenUse(string Key, string Instance, string Digest, VerifiedOwner Owner, TimeSpan Age);
