namespace GitLabMcp.ServiceDefaults.Settings;

/// <summary>Takes secrets from files, as Docker and Kubernetes mount them: <c>SESSION_KEYS_FILE=/run/secrets/session-keys</c> stands
/// for <c>SESSION_KEYS</c> with the text of that file. An environment variable can be read by who may inspect the container, and is
/// handed on to every process that the service starts.</summary>
public static class SecretFiles
{
    private const string Suffix = "_FILE";

    /// <summary>Every row that is a secret. Redis and the proxies are here because their addresses may hold a password.</summary>
    public static readonly IReadOnlyList<SecretSetting> Secrets =
    [
        SessionSettings.Keys,
        InternalSettings.Credential,
        ServerSettings.PersonalAccessToken,
        SignInSettings.AppSecret,
        GitLabSettings.HttpProxy,
        GitLabSettings.HttpsProxy,
        SessionSettings.Redis,
    ];

    /// <summary>Reads the named files now. Every setting that is read later sees their text, without white space around it.</summary>
    /// <exception cref="InvalidSettingException">A file cannot be read or is empty, or the secret is given in both ways.</exception>
    public static void AddSecretFiles(this IConfigurationManager configuration)
    {
        var secrets = new Dictionary<string, string?>();
        foreach (var secret in Secrets)
        {
            if (configuration[secret.Name + Suffix] is { Length: > 0 } path)
            {
                secrets[secret.Name] = string.IsNullOrWhiteSpace(configuration[secret.Name])
                    ? Read(secret.EnvironmentName, path)
                    : throw new InvalidSettingException(
                        $"{secret.EnvironmentName} and {secret.EnvironmentName}{Suffix} are both set: remove one of them."
                    );
            }
        }

        configuration.AddInMemoryCollection(secrets);
    }

    private static string Read(string name, string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidSettingException(
                $"{name}{Suffix}={path} cannot be read: give the path of a file that the user of this process may read."
            );
        }

        return text.Length > 0
            ? text
            : throw new InvalidSettingException($"{name}{Suffix}={path} is an empty file: write the secret into it.");
    }
}
