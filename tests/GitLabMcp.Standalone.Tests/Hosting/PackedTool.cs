using System.Runtime.InteropServices;
using GitLabMcp.Testing;

namespace GitLabMcp.Standalone.Tests.Hosting;

/// <summary>The .NET tool, packed into a folder that serves as the source of packages.</summary>
public sealed class PackedTool : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("gitlab-mcp-").FullName;

    /// <summary>The program that comes with the .NET SDK, in the folder of the .NET that runs the tests.</summary>
    public static string Dnx => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dnx"));

    public string Source => Path.Combine(_root, "source");

    public string File => Directory.GetFiles(Source, "*.nupkg").Single();

    /// <summary>The version of the package, from the name of its file.</summary>
    public string Version => Path.GetFileNameWithoutExtension(File)["GitLabMcp.".Length..];

    /// <summary>A folder that nothing was put into yet.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_root, Path.GetRandomFileName(), name)).FullName;

    /// <summary>The environment of a user who has never used .NET on this machine: no settings, no packages.</summary>
    public IReadOnlyDictionary<string, string> OfNewUser()
    {
        var home = NewFolder("home");
        return new Dictionary<string, string>
        {
            ["HOME"] = home,
            ["DOTNET_CLI_HOME"] = home,
            ["NUGET_PACKAGES"] = NewFolder("packages"),
        };
    }

    public async ValueTask InitializeAsync() =>
        await DotnetAsync("pack", "GitLabMcp.Standalone", "--no-build", "-c", Repository.Configuration, "-o", Source, "-nologo");

    public static async Task DotnetAsync(params string[] arguments)
    {
        var run = await CommandRun.RunAsync(["dotnet", .. arguments], Repository.Root, new Dictionary<string, string>());
        Assert.True(run.Code == 0, run.Output + run.Errors);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
