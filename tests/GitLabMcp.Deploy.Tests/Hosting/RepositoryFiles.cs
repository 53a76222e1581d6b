using GitLabMcp.Testing;

namespace GitLabMcp.Deploy.Tests.Hosting;

/// <summary>Files of this repository.</summary>
internal static class RepositoryFiles
{
    /// <param name="relative">From the root: `deploy/compose.yaml`.</param>
    public static string PathOf(string relative) => Path.Combine(Repository.Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));
}
