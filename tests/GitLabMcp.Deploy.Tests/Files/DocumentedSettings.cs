using System.Text.RegularExpressions;
using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Deploy.Tests.Files;

/// <summary>What the documents say about the environment of the services.</summary>
internal static partial class DocumentedSettings
{
    private const string FromFile = "_FILE";

    private static readonly string Configuration = RepositoryFiles.Read("docs/configuration.md");

    /// <summary>The settings that hold a secret, by their names in the environment.</summary>
    public static readonly IReadOnlyList<string> Secrets = [.. SecretFiles.Secrets.Select(secret => secret.EnvironmentName)];

    /// <summary>A sentence for each thing that is wrong with the environment of a service; empty when all is well.</summary>
    /// <param name="service">`Edge`, `Sessions` or `GitLabTools`.</param>
    /// <param name="environment">The variables that a file of deploy/ gives to the service.</param>
    public static IEnumerable<string> Problems(string service, IReadOnlyDictionary<string, string> environment) =>
        [
            .. environment.Keys.Where(name => !IsDocumented(name)).Select(name => $"{service}: {name} is not in docs/configuration.md."),
            .. Needs(service)
                .Where(name => !environment.ContainsKey(name) && !environment.ContainsKey(name + FromFile))
                .Select(name => $"{service}: {name} is missing, which docs/operations.md says it needs."),
            .. environment
                .Where(setting => Secrets.Contains(setting.Key) && !IsPlainAddress(setting))
                .Select(setting => $"{service}: {setting.Key} is a secret, and stands in the file itself."),
            .. environment
                .Where(setting =>
                    setting.Key.EndsWith(FromFile, StringComparison.Ordinal)
                    && !setting.Value.StartsWith("/run/secrets/", StringComparison.Ordinal)
                )
                .Select(setting => $"{service}: {setting.Key} is not a path below /run/secrets."),
        ];

    /// <summary>From the table of needs in docs/operations.md. What stands behind a semicolon is needed in some deployments only.</summary>
    public static IReadOnlyList<string> Needs(string service)
    {
        var row = RepositoryFiles
            .Read("docs/operations.md")
            .Split('\n')
            .Single(line => line.StartsWith($"| {service} | `", StringComparison.Ordinal));
        return [.. Name().Matches(row.Split(';')[0]).Select(match => match.Groups[1].Value)];
    }

    private static bool IsDocumented(string name)
    {
        var setting = name.EndsWith(FromFile, StringComparison.Ordinal) ? name[..^FromFile.Length] : name;
        return Configuration.Contains($"`{setting}`", StringComparison.Ordinal) && (setting == name || Secrets.Contains(setting));
    }

    private static bool IsPlainAddress(KeyValuePair<string, string> setting) =>
        setting.Key == "ConnectionStrings__redis" && !setting.Value.Contains("password", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"`([A-Za-z_][A-Za-z0-9_-]*)(=[^`]*)?`")]
    private static partial Regex Name();
}
