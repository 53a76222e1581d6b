using System.Security.Cryptography;
using System.Text;

namespace GitLabMcp.Sessions.Cryptography;

/// <summary>The deployment's secrets (<c>SESSION_KEYS</c>), newest first. The newest makes; all of them verify and open,
/// so that keys rotate without a refused request.</summary>
internal sealed class KeyRing
{
    private KeyRing(IReadOnlyList<SubKeys> keys) => All = keys;

    /// <summary>Never empty; newest first.</summary>
    public IReadOnlyList<SubKeys> All { get; }

    public SubKeys Newest => All[0];

    public static KeyRing Random() => Of(RandomNumberGenerator.GetHexString(64));

    public static KeyRing Of(params string[] secrets) => new([.. secrets.Select(secret => new SubKeys(Encoding.UTF8.GetBytes(secret)))]);
}
