using GitLabMcp.ServiceDefaults.Credentials;
using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.GitLabTools.GitLab;

/// <summary>Who asks which GitLab, with which token.</summary>
internal sealed record GitLabUser(GitLabAddress Instance, GitLabCredential Credential, GitLabPrincipal Principal)
{
    /// <summary>What stands for the session in logs and traces; empty when nobody said it.</summary>
    public string SessionHash { get; init; } = "";

    /// <param name="principal">The name that Sessions gave the token's owner; null while the owner is not known, when the token
    /// stands for itself.</param>
    public static GitLabUser Of(GitLabAddress instance, GitLabCredential credential, string? principal, string? sessionHash) =>
        new(
            instance,
            credential,
            principal is { Length: > 0 }
                ? new(instance.Origin, principal)
                : GitLabPrincipal.Of(instance.Origin, TokenDigest.Of(instance, credential))
        )
        {
            SessionHash = sessionHash ?? "",
        };
}
