using System.Net;
using System.Text.Json;
using GitLabMcp.Edge.OAuth;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Edge.Tests.OAuth;

public sealed class RegistrationTests
{
    [Fact]
    public async Task A_client_gets_an_id_and_no_secret()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();

        // As Cursor registers: all of its addresses in one request.
        var reply = await browser.PostJsonAsync(
            "/oauth/register",
            """
            {"client_name":"Cursor","redirect_uris":["cursor://anysphere.cursor-mcp/oauth/callback",
             "https://www.cursor.com/agents/mcp/oauth/callback","http://localhost:8787/callback"],
             "grant_types":["authorization_code","refresh_token"],"response_types":["code"],"token_endpoint_auth_method":"none"}
            """
        );

        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.InRange(reply.Json.GetProperty("client_id").GetString()!.Length, 50, 2048);
        Assert.False(reply.Json.TryGetProperty("client_secret", out _));
        Assert.Equal("none", reply.Json.GetProperty("token_endpoint_auth_method").GetString());
        Assert.Equal(3, reply.Json.GetProperty("redirect_uris").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"redirect_uris":["https://evil.example/callback"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["http://localhost/callback","https://evil.example/callback"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["https://claude.ai/api/mcp/auth_callback/../x"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["http://localhost/a/%2e%2e/b"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["http://localhost/a b"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["vscode://evil/callback"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":["javascript:alert(1)"]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":[]}""", "invalid_redirect_uri")]
    [InlineData("""{"redirect_uris":"http://localhost/callback"}""", "invalid_redirect_uri")]
    [InlineData("""{}""", "invalid_redirect_uri")]
    [InlineData("""[]""", "invalid_client_metadata")]
    [InlineData(
        """{"redirect_uris":["http://localhost/callback"],"redirect_uris":["http://localhost/other"]}""",
        "invalid_client_metadata"
    )]
    [InlineData("""{"redirect_uris":["http://localhost/callback"],"grant_types":["client_credentials"]}""", "invalid_client_metadata")]
    [InlineData("""{"redirect_uris":["http://localhost/callback"],"response_types":["token"]}""", "invalid_client_metadata")]
    public async Task A_client_that_cannot_be_served_is_told_why(string json, string error)
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();

        var reply = await browser.PostJsonAsync("/oauth/register", json);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(error, reply.Error);
    }

    [Fact]
    public async Task An_address_registers_so_many_clients_in_an_hour()
    {
        await using var host = await SignInHost.StartAsync("--OAUTH_REGISTER_RATE_LIMIT_PER_HOUR=2");
        using var browser = host.NewBrowser();
        await browser.RegisterAsync();
        await browser.RegisterAsync();

        var refused = await browser.PostJsonAsync("/oauth/register", "{}");
        host.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        await browser.RegisterAsync();
    }

    [Fact]
    public async Task A_large_registration_is_refused_unread()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();

        var reply = await browser.PostJsonAsync(
            "/oauth/register",
            JsonSerializer.Serialize(new { client_name = new string('x', 100_000) })
        );

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
    }

    [Theory]
    [InlineData("https://app.example.com/cb", "https://app.example.com/cb", true)]
    [InlineData("https://app.example.com/cb", "https://app.example.com/cb2", false)]
    [InlineData("https://app.example.com/cb/*", "https://app.example.com/cb/1", true)]
    [InlineData("https://app.example.com/cb/*", "https://app.example.com/cbx/1", false)]
    [InlineData("https://app.example.com/*", "https://app.example.com.evil.example/1", false)]
    [InlineData("https://app.example.com/*", "https://app.example.com:8443/1", false)]
    [InlineData("http://localhost/*", "http://localhost:1234/any/path", true)]
    [InlineData("http://localhost/*", "http://127.0.0.1:1234/any/path", false)]
    [InlineData("myapp://callback", "myapp://callback", true)]
    [InlineData("myapp://callback", "myapp://callback/x", false)]
    public void The_operator_says_where_users_may_be_sent(string allowed, string asked, bool isAllowed) =>
        Assert.Equal(isAllowed, Allowed(allowed).Includes(RedirectUri.Parse(asked)!));

    [Theory]
    [InlineData("http://app.example.com/cb")]
    [InlineData("https://*.example.com/cb")]
    [InlineData("myapp:/*")]
    [InlineData("app.example.com")]
    [InlineData("javascript:alert(1)")]
    public void An_address_that_nobody_may_be_sent_to_stops_the_start(string entry) =>
        Assert.Contains(
            "GITLAB_OAUTH_ALLOWED_REDIRECT_URIS=" + entry,
            Assert.Throws<InvalidSettingException>(() => Allowed(entry)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_name_cannot_leave_its_line_or_turn_its_direction() =>
        Assert.Equal("Claude txt.exe", OAuthClient.Readable("  Claude\n\u202Etxt.exe\u0000 "));

    private static AllowedRedirectUris Allowed(string entry) => new(Settings.Read(("GITLAB_OAUTH_ALLOWED_REDIRECT_URIS", entry)).OAuth);
}
