using Grpc.Core;

namespace GitLabMcp.ServiceDefaults.Credentials;

/// <summary>How a credential travels between our services: as gRPC metadata, never in a message that may be logged.</summary>
public static class CredentialMetadata
{
    /// <summary>API URL of the GitLab instance that the call goes to.</summary>
    public const string ApiUrl = "gitlab-api-url";

    /// <summary>The owner of the credential, as a keyed hash of user and instance.</summary>
    public const string Principal = "gitlab-principal";

    private const string Token = "gitlab-token";
    private const string Kind = "gitlab-token-kind";

    /// <summary>Adds the credential to metadata.</summary>
    public static Metadata With(this Metadata metadata, GitLabCredential credential)
    {
        metadata.Add(Token, credential.Token.Reveal());
        metadata.Add(
            Kind,
            credential.Kind switch
            {
                CredentialKind.Bearer => "bearer",
                CredentialKind.PrivateToken => "private-token",
                CredentialKind.JobToken => "job-token",
                _ => throw new ArgumentOutOfRangeException(nameof(credential)),
            }
        );
        return metadata;
    }

    /// <summary>The credential in metadata; null when there is none.</summary>
    public static GitLabCredential? Credential(this Metadata metadata) =>
        metadata.GetValue(Token) is not { Length: > 0 } token
            ? null
            : new GitLabCredential(
                metadata.GetValue(Kind) switch
                {
                    "private-token" => CredentialKind.PrivateToken,
                    "job-token" => CredentialKind.JobToken,
                    _ => CredentialKind.Bearer,
                },
                new GitLabToken(token)
            );
}
