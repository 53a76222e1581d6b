using GitLabMcp.AppHost.Tests;

[assembly: AssemblyFixture(typeof(TemporaryFolder))]

namespace GitLabMcp.AppHost.Tests;

/// <summary>The folder for temporary files of all applications of these tests, in this process and in others. Aspire leaves empty folders
/// there, and a process that is killed leaves its sockets.</summary>
public sealed class TemporaryFolder : IAsyncDisposable
{
    private const string Setting = "TMPDIR";

    private readonly string? _usual = Environment.GetEnvironmentVariable(Setting);
    private readonly HomeFolder _folder = new();

    public TemporaryFolder() => Environment.SetEnvironmentVariable(Setting, _folder.Path);

    public ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable(Setting, _usual);
        return _folder.DisposeAsync();
    }
}
