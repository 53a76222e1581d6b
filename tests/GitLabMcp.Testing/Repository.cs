namespace GitLabMcp.Testing;

/// <summary>The repository in which the program that asks was built.</summary>
public static class Repository
{
    // …/tests/GitLabMcp.Faults.Tests/bin/Debug/net10.0/
    private static readonly DirectoryInfo Framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>`Debug` or `Release`, as the program that asks.</summary>
    public static string Configuration => Framework.Parent!.Name;

    /// <summary>The assembly of a project, in the configuration of the program that asks.</summary>
    /// <param name="project">The folder of the project, which has its name.</param>
    /// <param name="root">The root of another checkout, for example of an earlier version; null for this one.</param>
    public static string BuiltProgram(string project, string? root = null) =>
        Path.Combine(root ?? Root, project, "bin", Configuration, Framework.Name, project + ".dll");

    private static string FindRoot()
    {
        var folder = Framework.Parent!;
        while (!File.Exists(Path.Combine(folder.FullName, "GitLabMcp.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("This program runs from its build folder inside the repository.");
        }

        return folder.FullName;
    }
}
