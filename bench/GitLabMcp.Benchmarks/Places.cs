namespace GitLabMcp.Benchmarks;

/// <summary>Folders of a run, below the root of the repository.</summary>
internal static class Places
{
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Logs { get; } = Directory.CreateDirectory(Path.Combine(Root, ".tools", "logs")).FullName;

    /// <summary>The built service, of this program's own configuration and framework.</summary>
    public static string Service(string name)
    {
        // …/bench/GitLabMcp.Benchmarks/bin/Release/net10.0/
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(Root, name, "bin", framework.Parent!.Name, framework.Name, name + ".dll");
    }

    private static string FindRoot(DirectoryInfo folder)
    {
        while (!File.Exists(Path.Combine(folder.FullName, "GitLabMcp.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("This program runs from its build folder inside the repository.");
        }

        return folder.FullName;
    }
}
