namespace GitLabMcp.Deploy.Tests.Hosting;

/// <summary>A folder of one test, which is deleted with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gitlab-mcp-deploy-");

    public string Path => _folder.FullName;

    /// <summary>Writes a file, and gives its path.</summary>
    public string Write(string name, string text)
    {
        var path = PathOf(name);
        File.WriteAllText(path, text);
        return path;
    }

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
