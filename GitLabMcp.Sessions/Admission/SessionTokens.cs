namespace GitLabMcp.Sessions.Admission;

/// <summary>The tokens that sessions store, sealed. A session that is used by the access token of a grant stores GitLab's token of that
/// grant, so that the usual request is one call of the store here too.</summary>
internal sealed class SessionTokens(SealedTokens sealing)
{
    /// <summary>Null for implicit sessions of tokens in headers: their callers send the token with every request, so that none is
    /// stored.</summary>
    public byte[]? Seal(string key, CallerToken token, Authentication.Answer.Known known) =>
        token switch
        {
            CallerToken.OfGitLab => SessionKey.IsImplicit(key) ? null : sealing.Seal(known.Credential, key, known.Principals[0]),
            CallerToken.OfGrant grant => sealing.Seal(known.Credential, Place(key, grant), known.Principals[0]),
            _ => throw new UnreachableException(token.GetType().Name),
        };

    /// <summary>GitLab's token for a request that a session admitted. Null when the request brought that token itself, and when the
    /// stored one cannot be opened.</summary>
    public StoredCredential? Open(TouchOutcome outcome, string key, CallerToken token) =>
        outcome is TouchOutcome.Admitted { Sealed: { } box } admitted && token is CallerToken.OfGrant grant
            ? sealing.Open(box, Place(key, grant), admitted.Principal)
            : null;

    /// <summary>True when a request with the access token of a grant was admitted and its session holds no token for it that can be
    /// opened. It goes on when the grant has been read.</summary>
    public static bool IsMissing(TouchOutcome outcome, CallerToken token, StoredCredential? opened) =>
        outcome is TouchOutcome.Admitted && token is CallerToken.OfGrant && opened is null;

    /// <summary>A token that another grant stored for the session does not open.</summary>
    private static string Place(string key, CallerToken.OfGrant grant) => $"{key}\n{grant.Handle.GrantId}";
}
