using System.Security.Cryptography;
using System.Text;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Sessions.Keys;

/// <summary>The deployment's secrets (<c>SESSION_KEYS</c>), newest first. The newest makes; all of them verify and open,
/// so that keys rotate without a refused request.</summary>
internal sealed class KeyRing
{
    private const int ShortestSecret = 32;

    private KeyRing(IReadOnlyList<SubKeys> keys) => All = keys;

    /// <summary>Never empty; newest first.</summary>
    public IReadOnlyList<SubKeys> All { get; }

    public SubKeys Newest => All[0];

    /// <summary>Reads the setting; a process with a store of its own may do without and gets a random key.</summary>
    public static KeyRing Read(SettingsReader read, bool sharedStore)
    {
        var secrets = read.List("SESSION_KEYS");
        if (secrets.Count == 0)
        {
            return sharedStore
                ? throw new InvalidSettingException(
                    "SESSION_KEYS is missing: replicas that share Redis need the same secrets of at least 32 characters, newest first, separated by commas (the AppHost generates one)."
                )
                : Of(RandomNumberGenerator.GetHexString(64));
        }

        return secrets.Any(secret => secret.Length < ShortestSecret)
            ? throw new InvalidSettingException(
                $"SESSION_KEYS holds a secret that is too short: expected at least {ShortestSecret} characters each."
            )
            : Of([.. secrets]);
    }

    public static KeyRing Of(params string[] secrets) => new([.. secrets.Select(secret => new SubKeys(Encoding.UTF8.GetBytes(secret)))]);
}
