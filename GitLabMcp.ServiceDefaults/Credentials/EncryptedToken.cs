using Grpc.Core;

namespace GitLabMcp.ServiceDefaults.Credentials;

/// <summary>A credential as it travels between our services: see <see cref="TokenTransport"/>, which alone can read it.</summary>
/// <param name="Text">Base64url.</param>
public sealed record EncryptedToken(string Text)
{
    private const string Name = "gitlab-token";

    /// <summary>The token in metadata; null when there is none.</summary>
    public static EncryptedToken? Find(Metadata metadata) =>
        metadata.GetValue(Name) is { Length: > 0 } text ? new EncryptedToken(text) : null;

    public Metadata AddTo(Metadata metadata)
    {
        metadata.Add(Name, Text);
        return metadata;
    }
}
