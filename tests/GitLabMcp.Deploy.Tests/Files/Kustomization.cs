using System.Diagnostics;
using System.Text.Json;
using GitLabMcp.Deploy.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Files;

/// <summary>deploy/kubernetes as `kubectl kustomize` renders it, with two secrets of the tests.</summary>
public sealed class Kustomization : IAsyncLifetime
{
    /// <summary>kubectl before 1.21, as Debian 12 has it, takes no folder among the resources.</summary>
    private const string OldKubectl = "must be a file";

    private IReadOnlyList<JsonElement>? _objects;
    private IReadOnlyList<JsonElement>? _overlay;

    /// <summary>Skips the test where kubectl is missing.</summary>
    internal IReadOnlyList<JsonElement> Objects
    {
        get
        {
            Assert.SkipWhen(_objects is null, "kubectl is missing: ./dev setup installs it.");
            return _objects!;
        }
    }

    /// <summary>The example of an overlay in docs/deploy.md, over the same files.</summary>
    internal IReadOnlyList<JsonElement> Overlay
    {
        get
        {
            Assert.SkipWhen(_overlay is null, "kubectl is missing or older than 1.21, so that it renders no overlay.");
            return _overlay!;
        }
    }

    internal IEnumerable<JsonElement> OfKind(string kind) => Objects.Where(one => one.TextAt("kind") == kind);

    internal JsonElement Find(string kind, string name) => OfKind(kind).Single(one => one.TextAt("metadata/name") == name);

    public async ValueTask InitializeAsync()
    {
        if (!Programs.Has("kubectl"))
        {
            return;
        }

        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf("kubernetes/secrets"));
        foreach (var file in Directory.EnumerateFiles(RepositoryFiles.PathOf("deploy/kubernetes"), "*.yaml"))
        {
            File.Copy(file, folder.PathOf($"kubernetes/{Path.GetFileName(file)}"));
        }

        folder.Write("kubernetes/secrets/session-keys", new string('k', 40));
        folder.Write("kubernetes/secrets/internal-credential", new string('i', 40));
        var (objects, error) = await RenderAsync(folder.PathOf("kubernetes"));
        Assert.True(objects is not null, error);
        _objects = objects;

        Directory.CreateDirectory(folder.PathOf("production"));
        folder.Write("production/kustomization.yaml", RepositoryFiles.Read("docs/deploy.md").Split("```yaml\n")[1].Split("```")[0]);
        (_overlay, error) = await RenderAsync(folder.PathOf("production"));
        Assert.True(_overlay is not null || error.Contains(OldKubectl, StringComparison.Ordinal), error);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<(IReadOnlyList<JsonElement>? Objects, string Error)> RenderAsync(string folder)
    {
        var start = new ProcessStartInfo("kubectl", ["kustomize", folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var kubectl = Process.Start(start)!;
        var written = await Task.WhenAll(kubectl.StandardOutput.ReadToEndAsync(), kubectl.StandardError.ReadToEndAsync());
        await kubectl.WaitForExitAsync();
        return (kubectl.ExitCode == 0 ? Yaml.ReadAll(written[0]) : null, written[1]);
    }
}
