using System.Net;
using System.Text;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.ServiceDefaults;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>What this server says to programs that have no token yet, or the wrong address: docs/behaviour.md, The page for
/// people.</summary>
public sealed class NewcomerTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    private string Url => shared.Deployment.Edge.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task The_server_card_says_what_this_is_without_a_token()
    {
        using var program = shared.Client(token: null, accept: "*/*");

        var card = (await program.GetAsync("/.well-known/mcp/server-card.json")).Json;

        Assert.Matches("^[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+$", card.GetProperty("name").GetString());
        Assert.Equal(ProductVersion.Text, card.GetProperty("version").GetString());
        Assert.InRange(card.GetProperty("description").GetString()!.Length, 1, 100);
        var remote = Assert.Single(card.GetProperty("remotes").EnumerateArray());
        Assert.Equal("streamable-http", remote.GetProperty("type").GetString());
        Assert.Equal($"{Url}/mcp", remote.GetProperty("url").GetString());
        Assert.Contains("2026-07-28", remote.GetProperty("supportedProtocolVersions").EnumerateArray().Select(one => one.GetString()));
        Assert.True(
            remote.GetProperty("headers")[0].GetProperty("variables").GetProperty("gitlab_token").GetProperty("isSecret").GetBoolean()
        );
    }

    [Fact]
    public async Task A_message_that_is_sent_to_the_page_is_told_where_MCP_is()
    {
        using var client = shared.Client(shared.NewUser());

        var answer = await client.SendAsync(
            HttpMethod.Post,
            "/",
            new StringContent("""{"jsonrpc":"2.0","method":"ping","id":1}""", Encoding.UTF8, "application/json")
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal($"MCP is served at /mcp, not here. Point your MCP client at {Url}/mcp.", answer.Message);
    }

    [Theory]
    [InlineData("GET", "/.well-known/oauth-protected-resource/mcp", 404)]
    [InlineData("GET", "/.well-known/oauth-authorization-server", 404)]
    [InlineData("GET", "/.well-known/openid-configuration", 404)]
    [InlineData("POST", "/register", 400)]
    public async Task Who_looks_for_a_sign_in_that_is_off_is_told_to_send_a_token(string verb, string path, int status)
    {
        using var client = shared.Client(token: null);

        var answer = await client.SendAsync(new HttpMethod(verb), path, content: null);

        Assert.Equal(status, (int)answer.Status);
        Assert.Equal("invalid_request", answer.Json.GetProperty("error").GetString());
        Assert.Contains("Authorization: Bearer", answer.Json.GetProperty("error_description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mcp_remote_without_a_token_shows_its_user_what_to_send()
    {
        var folder = Directory.CreateTempSubdirectory("gitlab-mcp-remote-");
        try
        {
            await using var client = ClientProgram.McpRemote(Url + "/mcp", folder.FullName);
            var written = await client.WrittenAtEndAsync();

            Assert.Contains("in the header Authorization: Bearer", written, StringComparison.Ordinal);
            Assert.DoesNotContain("SSE error", written, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
