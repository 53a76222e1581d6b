namespace GitLabMcp.AppHost.Tests;

/// <summary>A home of its own for an application. Aspire's control plane goes on a moment after the application has ended, and may
/// still write there: the folder is deleted as soon as that is over.</summary>
internal sealed class HomeFolder : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gitlab-mcp-home-");

    public string Path => _folder.FullName;

    public async ValueTask DisposeAsync() => await Within.UntilAsync(() => Task.FromResult(IsDeleted()), Within.Minutes(1));

    private bool IsDeleted()
    {
        try
        {
            _folder.Delete(recursive: true);
            return true;
        }
        catch (IOException)
        {
            return !Directory.Exists(Path);
        }
    }
}
