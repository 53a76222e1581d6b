using System.Diagnostics;
using GitLabMcp.Deploy.Tests.Hosting;

namespace GitLabMcp.Deploy.Tests.Images;

/// <summary>The images of the services, published to a registry on this machine from what is built, on a base image of the tests.</summary>
public sealed class BuiltImages : IAsyncLifetime
{
    /// <summary>The services, by the name of their image.</summary>
    public static readonly IReadOnlyDictionary<string, string> Services = new Dictionary<string, string>
    {
        ["gitlab-mcp/edge"] = "GitLabMcp.Edge",
        ["gitlab-mcp/sessions"] = "GitLabMcp.Sessions",
        ["gitlab-mcp/gitlab-tools"] = "GitLabMcp.GitLabTools",
        ["gitlab-mcp/standalone"] = "GitLabMcp.Standalone",
    };

    private readonly TemporaryFolder _folder = new();
    private Registry? _registry;

    public string BaseLayer { get; private set; } = "";

    /// <summary>Skips the test where docker-registry is missing.</summary>
    internal Registry Registry
    {
        get
        {
            Assert.SkipWhen(_registry is null, "docker-registry is missing: ./dev setup installs it.");
            return _registry!;
        }
    }

    internal string Folder => _folder.Path;

    public async ValueTask InitializeAsync()
    {
        if (!Programs.Has("docker-registry"))
        {
            return;
        }

        _registry = await Registry.StartAsync();
        BaseLayer = await _registry.PushBaseAsync("base", "10.0");

        // One MSBuild for all of them, because its start takes longer than an image. Nothing is compiled: what the tests run is packed.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
        var projects = string.Concat(
            Services.Values.Select(name =>
                $"""
                        <Image Include="{RepositoryFiles.PathOf($"{name}/{name}.csproj")}">
                          <AdditionalProperties>PublishDir={_folder.PathOf(name)}/</AdditionalProperties>
                        </Image>
                    """
            )
        );
        var build = _folder.Write(
            "images.proj",
            $"""
            <Project>
              <ItemGroup>
            {projects}
              </ItemGroup>
              <Target Name="Images">
                <MSBuild Projects="@(Image)" Targets="Publish;PublishContainer" BuildInParallel="true" />
              </Target>
            </Project>
            """
        );
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "msbuild",
                build,
                "-t:Images",
                "-nologo",
                "-v:q",
                "-m:2",
                "-nodeReuse:false",
                $"-p:Configuration={configuration}",
                "-p:NoBuild=true",
                $"-p:ContainerRegistry={_registry.Host}",
                $"-p:ContainerBaseImage={_registry.Host}/base:10.0",
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // The SDK leaves empty folders there.
            Environment = { ["TMPDIR"] = _folder.Path },
        };
        using var msbuild = Process.Start(start)!;
        var written = await Task.WhenAll(msbuild.StandardOutput.ReadToEndAsync(), msbuild.StandardError.ReadToEndAsync());
        await msbuild.WaitForExitAsync();
        Assert.True(msbuild.ExitCode == 0, string.Concat(written));
    }

    public async ValueTask DisposeAsync()
    {
        if (_registry is not null)
        {
            await _registry.DisposeAsync();
        }

        _folder.Dispose();
    }
}
