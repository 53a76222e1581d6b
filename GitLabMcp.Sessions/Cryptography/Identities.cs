using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace GitLabMcp.Sessions.Cryptography;

/// <summary>Pseudonyms of tokens and people, made by keyed hashes. A principal has one name per key of the ring,
/// newest first, since sessions outlive the newest key.</summary>
internal sealed class Identities(KeyRing keys)
{
    /// <summary>Equal for the same token, sent in the same header, for the same instance.</summary>
    public string Digest(string instance, GitLabCredential credential) =>
        keys.Newest.Digest($"{credential.Kind}\n{instance}\n", credential.Token);

    /// <summary>Stands for the access tokens of a grant, as a token's digest does for the token. It is the same for all generations of
    /// them, since each is verified by its own MAC before.</summary>
    public string GrantDigest(string grantId) => keys.Newest.Digest("grant\n" + grantId);

    /// <summary>The same under each key of the ring.</summary>
    public IReadOnlyList<string> GrantDigests(string grantId) => [.. keys.All.Select(key => key.Digest("grant\n" + grantId))];

    /// <summary>A user of GitLab. A job's token acts with other rights than its user's own: another principal.</summary>
    public IReadOnlyList<string> User(string instance, CredentialKind kind, string userId) =>
        Names($"user\n{instance}\n{(kind == CredentialKind.JobToken ? "job" : "personal")}\n{userId}");

    /// <summary>A token whose owner is not known: it is its own principal.</summary>
    public IReadOnlyList<string> Bearer(string instance, GitLabCredential credential) =>
        [.. keys.All.Select(key => key.Principal($"token\n{instance}\n{credential.Kind}\n", credential.Token))];

    /// <summary>Of an instance's address, which is no secret and must stay comparable when keys rotate: 11 characters.</summary>
    public static string Instance(string instance) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(instance)).AsSpan(0, 8));

    public string Address(string address) => keys.Newest.PublicHash("address\n" + address);

    /// <summary>A session in logs and traces: 12 characters.</summary>
    public string SessionHash(string sessionKey) => keys.Newest.PublicHash("session\n" + sessionKey)[..12];

    private string[] Names(string material) => [.. keys.All.Select(key => key.Principal(material))];
}
