using GitLabMcp.ServiceDefaults.GitLabAddresses;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Sessions;

/// <summary>The command that says by which hashes the audit record and the traces name a user of GitLab (docs/operations.md, Audit
/// record): <c>principal-hash --instance https://gitlab.example.com --user 42</c>. It needs the SESSION_KEYS of the deployment.</summary>
internal static class PrincipalHash
{
    public const string Command = "principal-hash";

    private const string Usage = "Usage: principal-hash --instance https://gitlab.example.com --user 42 (the number of the user in GitLab)";

    /// <returns>The exit code.</returns>
    public static int Print(string[] args, TextWriter output, TextWriter error)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddEnvironmentVariables().AddCommandLine(args[1..]);
        try
        {
            configuration.AddSecretFiles();
            if (!new SettingsReader(configuration).IsGiven(SessionSettings.Keys))
            {
                throw new InvalidSettingException(
                    "SESSION_KEYS is missing: give the secrets of the deployment, because the hashes are keyed."
                );
            }

            if (
                GitLabAddress.Parse(configuration["instance"] ?? "") is not ParsedAddress.Valid { Address.ApiUrl: var instance }
                || configuration["user"] is not { Length: > 0 } user
                || !user.All(char.IsAsciiDigit)
            )
            {
                throw new InvalidSettingException(Usage);
            }

            var identities = new Identities(Settings.Read(configuration).Keys);
            Print("personal, project and group tokens", CredentialKind.PrivateToken);
            Print("tokens of CI/CD jobs", CredentialKind.JobToken);
            return 0;

            void Print(string of, CredentialKind kind)
            {
                foreach (var hash in identities.User(instance, kind, user))
                {
                    output.WriteLine($"{hash}  {of}");
                }
            }
        }
        catch (InvalidSettingException e)
        {
            error.WriteLine(e.Message);
            return 1;
        }
    }
}
