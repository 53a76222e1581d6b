using System.Text.Json;
using GitLabMcp.ServiceDefaults;

namespace GitLabMcp.Edge.Tests.Pages;

/// <summary>The file `server.json`, from which a registry of MCP learns what this is.</summary>
public sealed class ServerJsonTests
{
    private static readonly JsonElement Server = JsonElement.Parse(File.ReadAllText(Path.Combine(Root(), "server.json")));

    [Fact]
    public void It_names_the_version_of_the_product() => Assert.Equal(ProductVersion.Text, Server.GetProperty("version").GetString());

    [Fact]
    public void It_has_the_form_that_a_registry_takes()
    {
        Assert.Equal(
            "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
            Server.GetProperty("$schema").GetString()
        );
        Assert.Matches("^[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+$", Server.GetProperty("name").GetString());
        Assert.InRange(Server.GetProperty("description").GetString()!.Length, 1, 100);
    }

    [Fact]
    public void Each_hole_of_an_address_and_of_a_header_is_a_variable()
    {
        var remote = Server.GetProperty("remotes")[0];
        var header = remote.GetProperty("headers")[0];

        Assert.Equal("https://{host}/mcp", remote.GetProperty("url").GetString());
        Assert.True(remote.GetProperty("variables").TryGetProperty("host", out _));
        Assert.Equal("Bearer {gitlab_token}", header.GetProperty("value").GetString());
        Assert.True(header.GetProperty("variables").GetProperty("gitlab_token").GetProperty("isSecret").GetBoolean());
    }

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
