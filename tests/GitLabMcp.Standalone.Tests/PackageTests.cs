using GitLabMcp.Standalone.Tests.Hosting;
using GitLabMcp.Testing;

namespace GitLabMcp.Standalone.Tests;

/// <summary>The .NET tool as users get it: packed, installed from a folder, and started by a client.</summary>
public sealed class PackageTests(World world) : IClassFixture<World>
{
    [Fact]
    public async Task The_packed_tool_is_installed_and_serves_a_client()
    {
        var folder = Directory.CreateTempSubdirectory("gitlab-mcp-").FullName;
        try
        {
            await DotnetAsync("pack", "GitLabMcp.Standalone", "--no-build", "-c", Repository.Configuration, "-o", folder, "-nologo");
            await DotnetAsync("tool", "install", "GitLabMcp", "--tool-path", Path.Combine(folder, "tools"), "--source", folder);

            await using var client = await StdioClient.StartAsync([Path.Combine(folder, "tools", "gitlab-mcp")], world.OfAlice);
            var me = await client.CallToolAsync("whoami", cancellationToken: TestContext.Current.CancellationToken);

            Assert.Equal("alice", me.StructuredContent?.GetProperty("username").GetString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_package_is_known_as_an_MCP_server_and_holds_no_settings_of_services()
    {
        var folder = Directory.CreateTempSubdirectory("gitlab-mcp-").FullName;
        try
        {
            await DotnetAsync("pack", "GitLabMcp.Standalone", "--no-build", "-c", Repository.Configuration, "-o", folder, "-nologo");
            using var package = await System.IO.Compression.ZipFile.OpenReadAsync(
                Directory.GetFiles(folder, "*.nupkg").Single(),
                TestContext.Current.CancellationToken
            );

            Assert.Contains("McpServer", await TextAsync(package, "GitLabMcp.nuspec"), StringComparison.Ordinal);
            Assert.Contains("\"GITLAB_PERSONAL_ACCESS_TOKEN\"", await TextAsync(package, ".mcp/server.json"), StringComparison.Ordinal);
            Assert.DoesNotContain(package.Entries, entry => entry.Name == "appsettings.json");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> TextAsync(System.IO.Compression.ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static async Task DotnetAsync(params string[] arguments)
    {
        var run = await CommandRun.RunAsync(["dotnet", .. arguments], Repository.Root, new Dictionary<string, string>());
        Assert.True(run.Code == 0, run.Output + run.Errors);
    }
}
