namespace GitLabMcp.Deploy.Tests.Hosting;

/// <summary>Programs of this machine that tests start.</summary>
internal static class Programs
{
    /// <summary>Debian has servers in a folder that is not on the PATH of ordinary users.</summary>
    private static readonly string[] Folders =
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        "/usr/sbin",
    ];

    public static bool Has(string name) => Find(name) is not null;

    /// <summary>The path of a program that is there.</summary>
    public static string PathOf(string name) =>
        Find(name) ?? throw new FileNotFoundException($"{name} is missing: ./dev setup installs it.");

    private static string? Find(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
