using System.Net;
using System.Text.Json;
using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Fake.OAuth;
using GitLabMcp.Fake.World;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>What clients find out about signing in: docs/sign-in.md.</summary>
public sealed class SignInMetadataTests
{
    private const string Url = "http://127.0.0.1:3999";
    private const string Metadata = $"resource_metadata=\"{Url}/.well-known/oauth-protected-resource/mcp\"";

    private static readonly string[] Resource = ["--GITLAB_MCP_OAUTH=resource", $"--MCP_SERVER_URL={Url}"];

    private static readonly string[] Server =
    [
        "--GITLAB_MCP_OAUTH=true",
        $"--MCP_SERVER_URL={Url}",
        "--GITLAB_OAUTH_APP_ID=application",
        $"--SESSION_KEYS={new string('k', 40)}",
    ];

    [Fact]
    public async Task Without_the_setting_there_is_no_challenge_and_no_metadata()
    {
        await using var deployment = await Deployment.StartAsync();
        using var client = deployment.Client(token: null);

        var refused = await client.ListToolsAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Null(refused.Header("WWW-Authenticate"));
        foreach (var path in (string[])["oauth-protected-resource", "oauth-protected-resource/mcp", "oauth-authorization-server"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/.well-known/" + path)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/oauth/authorize")).Status);
    }

    [Fact]
    public async Task A_resource_names_GitLab_as_the_one_that_gives_out_tokens()
    {
        await using var deployment = await Deployment.StartAsync(new() { EdgeSettings = Resource });
        using var client = deployment.Client(token: null);

        var document = await client.GetAsync("/.well-known/oauth-protected-resource/mcp");

        Assert.Equal(HttpStatusCode.OK, document.Status);
        Assert.Equal(Url + "/mcp", document.Json.GetProperty("resource").GetString());
        Assert.Equal(deployment.GitLab.Origin, document.Json.GetProperty("authorization_servers")[0].GetString());
        Assert.Equal("api", document.Json.GetProperty("scopes_supported")[0].GetString());
        Assert.Equal("header", document.Json.GetProperty("bearer_methods_supported")[0].GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/.well-known/oauth-authorization-server")).Status);
    }

    [Fact]
    public async Task A_server_that_signs_in_names_its_endpoints()
    {
        await using var deployment = await Deployment.StartAsync(new() { EdgeSettings = Server });
        using var client = deployment.Client(token: null);

        var resource = await client.GetAsync("/.well-known/oauth-protected-resource");
        var document = (await client.GetAsync("/.well-known/oauth-authorization-server/mcp")).Json;

        Assert.Equal(Url, resource.Json.GetProperty("authorization_servers")[0].GetString());
        Assert.Equal(Url, document.GetProperty("issuer").GetString());
        Assert.Equal(Url + "/oauth/authorize", document.GetProperty("authorization_endpoint").GetString());
        Assert.Equal(Url + "/oauth/token", document.GetProperty("token_endpoint").GetString());
        Assert.Equal(Url + "/oauth/register", document.GetProperty("registration_endpoint").GetString());
        Assert.Equal(Url + "/oauth/revoke", document.GetProperty("revocation_endpoint").GetString());
        Assert.Equal(["S256"], Strings(document, "code_challenge_methods_supported"));
        Assert.Equal(["none"], Strings(document, "token_endpoint_auth_methods_supported"));
        Assert.Equal(["authorization_code", "refresh_token"], Strings(document, "grant_types_supported"));
        Assert.True(document.GetProperty("client_id_metadata_document_supported").GetBoolean());
        Assert.True(document.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/.well-known/openid-configuration")).Status);
    }

    [Fact]
    public async Task A_request_without_a_credential_is_told_where_to_sign_in()
    {
        await using var deployment = await Deployment.StartAsync(new() { EdgeSettings = Server });
        using var client = deployment.Client(token: null);

        var refused = await client.ListToolsAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Equal($"Bearer {Metadata}, scope=\"api\"", refused.Header("WWW-Authenticate"));
        Assert.Equal("Missing Authorization or Private-Token header", refused.Error);
    }

    [Fact]
    public async Task A_wrong_token_of_GitLab_in_a_header_leads_to_no_sign_in_here()
    {
        await using var deployment = await Deployment.StartAsync(new() { EdgeSettings = Server });
        using var client = deployment.Client("glpat-nobody-knows-this-one");

        var refused = await client.ListToolsAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Null(refused.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_resource_tells_a_client_to_renew_a_dead_token()
    {
        await using var deployment = await Deployment.StartAsync(new() { EdgeSettings = Resource });
        using var client = deployment.Client("0123456789abcdef0123456789abcdef");

        var refused = await client.ListToolsAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        Assert.Equal($"Bearer error=\"invalid_token\", {Metadata}, scope=\"api\"", refused.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task Pages_of_any_origin_read_metadata_and_nothing_else()
    {
        await using var deployment = await Deployment.StartAsync(new() { EdgeSettings = Server });
        using var client = deployment.Client(token: null);
        client.Headers["Origin"] = "https://inspector.example";

        var metadata = await client.GetAsync("/.well-known/oauth-authorization-server");
        var preflight = await client.SendAsync(HttpMethod.Options, "/.well-known/oauth-authorization-server", content: null);

        Assert.Equal("*", metadata.Header("Access-Control-Allow-Origin"));
        Assert.Null(metadata.Header("Access-Control-Allow-Credentials"));
        Assert.Equal(HttpStatusCode.NoContent, preflight.Status);
        Assert.Equal("GET", preflight.Header("Access-Control-Allow-Methods"));
        Assert.Equal(HttpStatusCode.Forbidden, (await client.ListToolsAsync()).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/oauth/authorize")).Status);
    }

    private static string[] Strings(JsonElement document, string name) =>
        [.. document.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];
}
