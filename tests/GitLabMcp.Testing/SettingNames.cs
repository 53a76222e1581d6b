using System.Runtime.CompilerServices;

namespace GitLabMcp.Testing;

/// <summary>Holds the names of a service's settings against the AppHost, which hands them over, and against
/// docs/configuration.md.</summary>
public static class SettingNames
{
    /// <param name="names">As a service reads them: `ConnectionStrings:redis` is documented as `ConnectionStrings__redis`.</param>
    /// <returns>A sentence for each place that lacks a name; empty when all is well.</returns>
    public static IReadOnlyList<string> Forgotten(IEnumerable<string> names)
    {
        var appHost = string.Concat(Directory.EnumerateFiles(PathOf("GitLabMcp.AppHost"), "*.cs").Select(File.ReadAllText));
        var document = File.ReadAllText(PathOf("docs/configuration.md"));
        return
        [
            .. names
                .Where(name => !appHost.Contains($"\"{name}\"", StringComparison.Ordinal))
                .Select(name => $"The AppHost does not hand over {name}."),
            .. names
                .Where(name => !document.Contains($"`{name.Replace(":", "__", StringComparison.Ordinal)}`", StringComparison.Ordinal))
                .Select(name => $"docs/configuration.md does not describe {name}."),
        ];
    }

    private static string PathOf(string relative, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../..", relative));
}
