using System.Diagnostics;
using System.Text.Json;
using GitLabMcp.Deploy.Tests.Hosting;
using GitLabMcp.ServiceDefaults;
using GitLabMcp.Testing;

namespace GitLabMcp.Deploy.Tests.Images;

/// <summary>What `dotnet publish -t:PublishContainer` makes of each service.</summary>
public sealed class ImageTests(BuiltImages images) : IClassFixture<BuiltImages>
{
    public static TheoryData<string> Repositories => [.. BuiltImages.Services.Keys];

    private static string Version => ProductVersion.Text;

    [Theory]
    [MemberData(nameof(Repositories))]
    public async Task Starts_the_service_as_a_user_without_rights(string repository)
    {
        var configuration = (await ConfigurationAsync(repository)).At("config");
        Assert.Equal("1654", configuration.TextAt("User"));
        Assert.Equal("/app", configuration.TextAt("WorkingDir")!.TrimEnd('/'));
        Assert.Equal(
            ["dotnet", $"/app/{BuiltImages.Services[repository]}.dll"],
            configuration.ListAt("Entrypoint").Concat(configuration.ListAt("Cmd")).Select(word => word.GetString())
        );
    }

    [Theory]
    [InlineData("gitlab-mcp/edge", 3002)]
    [InlineData("gitlab-mcp/standalone", 3002)]
    [InlineData("gitlab-mcp/sessions", 5101, 5102)]
    [InlineData("gitlab-mcp/gitlab-tools", 5201, 5202)]
    public async Task Names_the_ports_at_which_the_service_listens_on_every_address(string repository, params int[] ports)
    {
        var configuration = (await ConfigurationAsync(repository)).At("config");
        Assert.Superset(
            ports.Select(port => $"{port}/tcp").ToHashSet(),
            configuration.MembersAt("ExposedPorts").Select(port => port.Name).ToHashSet()
        );
        var environment = configuration.ListAt("Env").Select(one => one.GetString()).ToArray();
        Assert.Contains("PATH=/usr/bin", environment);
        Assert.Contains("ASPNETCORE_HTTP_PORTS=", environment);
        Assert.Equal(ports.Length > 1, environment.Contains($"Kestrel__Endpoints__grpc__Url=http://*:{ports[0]}"));
        Assert.Equal(ports.Length > 1, environment.Contains($"Kestrel__Endpoints__health__Url=http://*:{ports[^1]}"));
    }

    [Theory]
    [MemberData(nameof(Repositories))]
    public async Task Says_what_it_is(string repository)
    {
        var labels = (await ConfigurationAsync(repository)).At("config/Labels");
        Assert.Equal(BuiltImages.Services[repository], labels.GetProperty("org.opencontainers.image.title").GetString());
        Assert.Equal(Version, labels.GetProperty("org.opencontainers.image.version").GetString());
        Assert.Equal("MIT", labels.GetProperty("org.opencontainers.image.licenses").GetString());
        Assert.Contains("of GitLabMcp: ", labels.GetProperty("org.opencontainers.image.description").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Repositories))]
    public async Task Has_the_tag_of_its_version_and_the_tag_latest(string repository) =>
        Assert.Equal(
            (await images.Registry.ManifestAsync(repository, Version)).TextAt("config/digest"),
            (await images.Registry.ManifestAsync(repository, "latest")).TextAt("config/digest")
        );

    [Theory]
    [MemberData(nameof(Repositories))]
    public async Task Adds_one_layer_to_its_base_with_the_program_alone(string repository)
    {
        var layers = (await images.Registry.ManifestAsync(repository, "latest")).ListAt("layers").Select(layer => layer.TextAt("digest")!);
        Assert.Equal(2, layers.Count());
        Assert.Equal(images.BaseLayer, layers.First());

        var folder = Path.Combine(images.Folder, repository);
        var entries = await images.Registry.UnpackAsync(repository, layers.Last(), folder);
        Assert.All(entries, entry => Assert.Equal("app", entry.Name.Trim('/').Split('/')[0]));
        Assert.DoesNotContain(entries, entry => entry.Mode.HasFlag(UnixFileMode.OtherWrite) || entry.Mode.HasFlag(UnixFileMode.GroupWrite));
        Assert.DoesNotContain(entries, entry => entry.Name.Contains("Tests", StringComparison.Ordinal));
        var settings = entries.Where(entry => Path.GetFileName(entry.Name).StartsWith("appsettings", StringComparison.Ordinal)).ToArray();
        Assert.Equal(repository is "gitlab-mcp/edge" or "gitlab-mcp/standalone" ? 0 : 1, settings.Length);
        await StartsAsync(Path.Combine(folder, "app", BuiltImages.Services[repository] + ".dll"));
    }

    /// <summary>The program of the layer runs on its own: it asks a port where nobody listens, as a health check does.</summary>
    private static async Task StartsAsync(string program)
    {
        var url = $"http://127.0.0.1:{FreePort.NextLasting()}/ready";
        var start = new ProcessStartInfo("dotnet", [program, "ready", url]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith($"{url} does not answer", errors, StringComparison.Ordinal);
    }

    private async Task<JsonElement> ConfigurationAsync(string repository)
    {
        var manifest = await images.Registry.ManifestAsync(repository, "latest");
        return await images.Registry.JsonAsync(repository, manifest.TextAt("config/digest")!);
    }
}
