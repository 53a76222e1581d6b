using System.IO.Compression;
using GitLabMcp.Standalone.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Standalone.Tests;

/// <summary>The .NET tool as users get it: packed, fetched from a folder, and started by a client.</summary>
public sealed class PackageTests(World world, PackedTool tool) : IClassFixture<World>, IClassFixture<PackedTool>
{
    [Fact]
    public async Task The_packed_tool_is_installed_and_serves_a_client()
    {
        var folder = tool.NewFolder("tools");
        await PackedTool.DotnetAsync("tool", "install", "GitLabMcp", "--tool-path", folder, "--source", tool.Source);

        Assert.Equal("alice", await UserOverStdioAsync([Path.Combine(folder, "gitlab-mcp")], world.OfAlice));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_starts_it_by_dnx_for_a_user_who_has_never_used_it(bool withVersion)
    {
        var settings = new Dictionary<string, string>([.. tool.OfNewUser(), .. world.OfAlice]);

        Assert.Equal("alice", await UserOverStdioAsync(Dnx(withVersion ? $"GitLabMcp@{tool.Version}" : "GitLabMcp"), settings));
    }

    [Fact]
    public async Task Dnx_starts_it_for_a_team_over_HTTP_and_stops_it()
    {
        var port = FreePort.NextLasting();
        var command = Dnx($"GitLabMcp@{tool.Version}");
        await using var server = new Running(
            ServerProcess.Start(command[0], command[1..], [.. tool.OfNewUser(), world.Address, .. Running.OfTeam(port)]),
            port
        );
        await server.ReadyAsync();
        await using (var bob = await server.ConnectAsync(World.Bob))
        {
            Assert.Equal("bob", await Running.UserAsync(bob));
        }

        server.Process.Send(Signal.Terminate);
        Assert.Equal(0, await server.Process.ExitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_package_is_known_as_an_MCP_server_and_holds_no_settings_of_services()
    {
        await using var package = await ZipFile.OpenReadAsync(tool.File, TestContext.Current.CancellationToken);

        Assert.Contains("McpServer", await TextAsync(package, "GitLabMcp.nuspec"), StringComparison.Ordinal);
        Assert.Contains("\"GITLAB_PERSONAL_ACCESS_TOKEN\"", await TextAsync(package, ".mcp/server.json"), StringComparison.Ordinal);
        Assert.DoesNotContain(package.Entries, entry => entry.Name == "appsettings.json");
    }

    [Fact]
    public async Task The_document_and_server_json_name_the_version_that_is_packed()
    {
        var document = Path.Combine(Repository.Root, "docs/standalone.md");
        Assert.Contains(
            $"\"GitLabMcp@{tool.Version}\"",
            await File.ReadAllTextAsync(document, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );

        await using var package = await ZipFile.OpenReadAsync(tool.File, TestContext.Current.CancellationToken);
        using var server = System.Text.Json.JsonDocument.Parse(await TextAsync(package, ".mcp/server.json"));

        Assert.Equal(tool.Version, server.RootElement.GetProperty("version").GetString());
        Assert.Equal(tool.Version, server.RootElement.GetProperty("packages")[0].GetProperty("version").GetString());
    }

    /// <summary>As docs/standalone.md writes it into the configuration of a client.</summary>
    private string[] Dnx(string package) => [PackedTool.Dnx, package, "--source", tool.Source, "--yes"];

    private static async Task<string?> UserOverStdioAsync(string[] command, IReadOnlyDictionary<string, string> settings)
    {
        await using var client = await StdioClient.StartAsync(command, settings);
        return await Running.UserAsync(client);
    }

    private static async Task<string> TextAsync(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
