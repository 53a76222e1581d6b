using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>Who asks which GitLab, with which token.</summary>
internal sealed record GitLabUser(GitLabAddress Instance, GitLabCredential Credential, GitLabPrincipal Principal)
{
    /// <param name="principal">The name that Sessions gave the token's owner; null while the owner is not known, when the token
    /// stands for itself.</param>
    public static GitLabUser Of(GitLabAddress instance, GitLabCredential credential, string? principal) =>
        new(
            instance,
            credential,
            principal is { Length: > 0 }
                ? new(instance.Origin, principal)
                : GitLabPrincipal.Of(instance.Origin, TokenDigest.Of(instance, credential))
        );
}
