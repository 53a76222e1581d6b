namespace GitLabMcp.GitLabTools.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gitlab-mcp-tools-");

    public string Path => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
