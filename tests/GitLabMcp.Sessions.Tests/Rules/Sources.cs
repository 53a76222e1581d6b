using System.Runtime.CompilerServices;

namespace GitLabMcp.Sessions.Tests.Rules;

/// <summary>The files of the repository that tests read.</summary>
internal static class Sources
{
    public static string Path(string relative, [CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../..", relative));

    /// <summary>Without the generated ones.</summary>
    public static IEnumerable<string> Of(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path(folder), pattern, SearchOption.AllDirectories)
            .Where(static file => !file.Split(System.IO.Path.DirectorySeparatorChar).Contains("obj"));
}
