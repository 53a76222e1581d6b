using Grpc.Core;

namespace GitLabMcp.ServiceDefaults.Credentials;

/// <summary>A secret of the sign-in with GitLab that travels between our services beside <c>gitlab-token</c>:
/// see <see cref="TokenTransport"/>.</summary>
public enum TransportedSecret
{
    /// <summary>GitLab's refresh token.</summary>
    GitLabRefreshToken,

    /// <summary>The code with which GitLab sends a user back.</summary>
    GitLabCode,

    /// <summary>The verifier of our own PKCE towards GitLab (RFC 7636).</summary>
    CodeVerifier,

    /// <summary>Our access token, <c>glmcp_…</c>.</summary>
    OAuthAccessToken,

    /// <summary>Our refresh token, <c>glmcr_…</c>.</summary>
    OAuthRefreshToken,
}

public static class TransportedSecrets
{
    /// <summary>The name of the secret in metadata.</summary>
    public static string MetadataName(this TransportedSecret secret) =>
        secret switch
        {
            TransportedSecret.GitLabRefreshToken => "gitlab-refresh-token",
            TransportedSecret.GitLabCode => "gitlab-code",
            TransportedSecret.CodeVerifier => "code-verifier",
            TransportedSecret.OAuthAccessToken => "oauth-access-token",
            TransportedSecret.OAuthRefreshToken => "oauth-refresh-token",
            _ => throw new ArgumentOutOfRangeException(nameof(secret)),
        };

    /// <summary>Metadata for each secret of this name, as it came.</summary>
    public static IEnumerable<Metadata> EachAsItCame(this Metadata from, TransportedSecret secret)
    {
        var name = secret.MetadataName();
        return from.GetAll(name).Select(entry => new Metadata { { name, entry.Value } });
    }

    /// <summary>Passes a secret on as it came, so that a service between two others never decrypts it.</summary>
    public static Metadata AddAsItCame(this Metadata metadata, TransportedSecret secret, Metadata from)
    {
        var name = secret.MetadataName();
        if (from.GetValue(name) is { } text)
        {
            metadata.Add(name, text);
        }

        return metadata;
    }
}
