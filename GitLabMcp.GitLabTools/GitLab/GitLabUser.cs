using GitLabMcp.ServiceDefaults.Credentials;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>Who asks which GitLab, with which token.</summary>
internal sealed record GitLabUser(GitLabInstance Instance, GitLabCredential Credential, GitLabPrincipal Principal)
{
    /// <param name="instance">The GitLab to ask.</param>
    /// <param name="credential">The token.</param>
    /// <param name="principal">As Sessions names its owner; null while that is not known, when the token stands for itself.</param>
    public static GitLabUser Of(GitLabInstance instance, GitLabCredential credential, string? principal) =>
        new(
            instance,
            credential,
            new(instance.Origin, principal is { Length: > 0 } ? principal : $"token {TokenDigest.Of(instance, credential).Digest:x}")
        );
}
