using System.Text.Json;
using GitLabMcp.Standalone.Tests.Hosting;
using GitLabMcp.Testing;
using Microsoft.AspNetCore.Http;

namespace GitLabMcp.Standalone.Tests;

/// <summary>The built program over standard input and output with a GITLAB_API_URL where no GitLab answers. The error of the protocol
/// says so, because many clients show their user no log.</summary>
public sealed class WrongGitLabTests(World world) : IClassFixture<World>
{
    private const string Initialize = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
        """;

    private const string Discover = """
        {"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientInfo":{"name":"t","version":"1"},"io.modelcontextprotocol/clientCapabilities":{}}}}
        """;

    [Theory]
    [InlineData(Initialize)]
    [InlineData(Discover)]
    public async Task A_closed_port_is_named(string first)
    {
        var url = $"http://127.0.0.1:{FreePort.NextLasting()}/api/v4";

        Names(url, "no connection is possible, such as to a closed port", await ErrorAsync(url, first));
    }

    [Fact]
    public async Task A_host_name_that_does_not_exist_is_named() =>
        Names(
            "https://no-such-host.invalid/api/v4",
            "its host name cannot be resolved",
            await ErrorAsync("https://no-such-host.invalid/api/v4")
        );

    [Fact]
    public async Task Https_to_a_port_for_http_is_named()
    {
        var url = world.GitLab.ApiUrl.Replace("http://", "https://", StringComparison.Ordinal);

        Names(url, "it does not speak TLS, such as https:// to a port for http://", await ErrorAsync(url));
    }

    [Theory]
    [InlineData(404, "<html>nothing</html>", "text/html")]
    [InlineData(200, "<html>welcome</html>", "text/html")]
    [InlineData(404, """{"error":"Not found","message":"There is nothing here."}""", "application/json")]
    public async Task A_path_with_nothing_and_a_server_that_is_no_GitLab_are_named(int status, string body, string type)
    {
        await using var other = await OtherServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body);
        });

        Names(other.ApiUrl, $"no GitLab API answers there ({status})", await ErrorAsync(other.ApiUrl));
    }

    [Fact]
    public async Task A_redirect_is_named_with_the_server_it_leads_to()
    {
        await using var other = await OtherServer.StartAsync(context =>
        {
            context.Response.Redirect("https://gitlab.example.com/somewhere");
            return Task.CompletedTask;
        });

        Names(other.ApiUrl, "it redirects to https://gitlab.example.com", await ErrorAsync(other.ApiUrl));
    }

    private static void Names(string url, string reason, string? message) =>
        Assert.Equal(
            $"GitLab is unreachable. GITLAB_API_URL={url} does not work: {reason}. Correct GITLAB_API_URL in the client's configuration "
                + "and start the server again. If the address is right, check that GitLab runs, the proxy and the certificate "
                + "(GITLAB_CA_CERT_PATH).",
            message
        );

    private async Task<string?> ErrorAsync(string url, string first = Initialize)
    {
        var run = await CommandRun.OfServerAsync(new Dictionary<string, string>(world.OfAlice) { ["GITLAB_API_URL"] = url }, first);

        Assert.DoesNotContain(World.Alice, run.Output + run.Errors, StringComparison.Ordinal);
        return JsonElement.Parse(run.Output).GetProperty("error").GetProperty("message").GetString();
    }
}
