namespace GitLabMcp.Sessions.Admission;

/// <summary>GitLab's tokens as a grant stores them: sealed for this grant, for this principal, and each for its purpose.</summary>
internal sealed class GrantTokens(SealedTokens sealing)
{
    public SealedTokenPair Seal(string grantId, string principal, StoredCredential access, GitLabToken refresh, TimeSpan lifetime) =>
        new(
            sealing.Seal(access, AccessPlace(grantId), principal),
            sealing.Seal(new(access.Instance, new(CredentialKind.Bearer, refresh)), RefreshPlace(grantId), principal),
            lifetime
        );

    /// <summary>Null when it was sealed for something else, by a key that is gone, or was tampered with.</summary>
    public StoredCredential? OpenAccess(string grantId, string principal, byte[] box) =>
        sealing.Open(box, AccessPlace(grantId), principal) is { Grant: not null } opened ? opened : null;

    public GitLabToken? OpenRefresh(string grantId, string principal, byte[] box) =>
        sealing.Open(box, RefreshPlace(grantId), principal)?.Credential.Token;

    private static string AccessPlace(string grantId) => "grant access\n" + grantId;

    private static string RefreshPlace(string grantId) => "grant refresh\n" + grantId;
}
