using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Edge.Tests;

public sealed class OAuthSettingsTests
{
    private static readonly (string, string)[] SigningIn =
    [
        ("GITLAB_MCP_OAUTH", "true"),
        ("MCP_SERVER_URL", "https://mcp.example.com"),
        ("GITLAB_OAUTH_APP_ID", "application"),
        ("SESSION_KEYS", new string('k', 32)),
    ];

    [Fact]
    public void Nothing_signs_in_by_default() => Assert.Equal(OAuthMode.Off, Settings.Read().OAuth.Mode);

    [Theory]
    [InlineData("https://MCP.example.com/", "https://mcp.example.com")]
    [InlineData("https://mcp.example.com:443", "https://mcp.example.com")]
    [InlineData("https://mcp.example.com:8443", "https://mcp.example.com:8443")]
    [InlineData("http://localhost:3002", "http://localhost:3002")]
    [InlineData("http://127.0.0.1:3002", "http://127.0.0.1:3002")]
    public void The_address_of_the_server_has_one_form(string given, string form) =>
        Assert.Equal(form, Settings.Read([.. SigningIn, ("MCP_SERVER_URL", given)]).OAuth.ServerUrl);

    [Theory]
    [InlineData("MCP_SERVER_URL", "http://mcp.example.com")]
    [InlineData("MCP_SERVER_URL", "https://mcp.example.com/mcp")]
    [InlineData("MCP_SERVER_URL", "https://mcp.example.com?")]
    [InlineData("MCP_SERVER_URL", "mcp.example.com")]
    [InlineData("GITLAB_MCP_OAUTH", "yes")]
    [InlineData("GITLAB_OAUTH_SCOPES", "api,write_repository")]
    [InlineData("OAUTH_REGISTER_RATE_LIMIT_PER_HOUR", "0")]
    public void A_setting_that_cannot_be_used_is_named_with_its_value(string name, string value)
    {
        var line = Refusal([.. SigningIn, (name, value)]);

        Assert.StartsWith(name, line, StringComparison.Ordinal);
        Assert.Contains(value.Split(',')[^1], line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Theory]
    [InlineData("MCP_SERVER_URL")]
    [InlineData("GITLAB_OAUTH_APP_ID")]
    [InlineData("SESSION_KEYS")]
    public void What_signing_in_needs_is_named(string name)
    {
        var line = Refusal([.. SigningIn.Where(setting => setting.Item1 != name)]);

        Assert.Contains(name, line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void A_password_in_the_address_is_not_shown() =>
        Assert.DoesNotContain(
            "secret",
            Refusal([.. SigningIn, ("MCP_SERVER_URL", "https://user:secret@mcp.example.com")]),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("", "api")]
    [InlineData("read_api", "read_api")]
    [InlineData("read_api api", "api")]
    public void Clients_are_told_to_ask_for_everything_that_users_need(string scopes, string asked) =>
        Assert.Equal(asked, Settings.Read(("GITLAB_OAUTH_SCOPES", scopes)).OAuth.DefaultScope);

    private static string Refusal(params (string Name, string Value)[] settings) =>
        Assert.Throws<InvalidSettingException>(() => Settings.Read(settings)).Message;
}
