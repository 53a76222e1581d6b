using System.Reflection.PortableExecutable;

namespace GitLabMcp.Benchmarks.Servers;

/// <summary>Folders of a run, below the root of the repository.</summary>
internal static class Places
{
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Logs { get; } = Directory.CreateDirectory(Path.Combine(Root, ".tools", "logs")).FullName;

    /// <summary>The service as `./dev bench` published it.</summary>
    public static string Service(string name) =>
        Path.Combine(Root, ".tools", "bench", name, name + ".dll") is var file && File.Exists(file)
            ? file
            : throw new InvalidOperationException(
                $"{file} is missing: start the benchmark with ./dev bench, which publishes the services."
            );

    /// <summary>Whether the service was compiled ahead of time, as a published one is.</summary>
    public static bool IsReadyToRun(string name)
    {
        using var file = File.OpenRead(Service(name));
        using var image = new PEReader(file);
        return image.PEHeaders.CorHeader?.ManagedNativeHeaderDirectory.Size > 0;
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
