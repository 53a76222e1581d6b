using GitLabMcp.Edge.Admission;
using GitLabMcp.ServiceDefaults.Settings;

namespace GitLabMcp.Edge.Tests;

public sealed class StartRulesTests
{
    private static readonly string[] Http = ["--STREAMABLE_HTTP=true", "--REMOTE_AUTHORIZATION=true"];
    private static readonly string[] OneUser = ["--STREAMABLE_HTTP=true", "--GITLAB_PERSONAL_ACCESS_TOKEN=glpat-abcdefghijklmnopqrst"];

    [Fact]
    public void Remote_authorization_needs_http() =>
        Assert.Equal(
            "REMOTE_AUTHORIZATION=true requires STREAMABLE_HTTP=true\nSet STREAMABLE_HTTP=true to enable remote authorization",
            Refusal("--REMOTE_AUTHORIZATION=true")
        );

    [Fact]
    public void Stdio_is_refused_in_one_line_that_says_which_settings_to_use()
    {
        var line = Refusal();

        Assert.Contains("STREAMABLE_HTTP=true", line, StringComparison.Ordinal);
        Assert.Contains("REMOTE_AUTHORIZATION=true", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void One_user_needs_a_token() =>
        Assert.Contains("GITLAB_PERSONAL_ACCESS_TOKEN", Refusal("--STREAMABLE_HTTP=true", "--HOST=127.0.0.1"), StringComparison.Ordinal);

    [Theory]
    [InlineData]
    [InlineData("--HOST=0.0.0.0")]
    [InlineData("--HOST=192.0.2.1")]
    [InlineData("--urls=http://*:5000")]
    [InlineData("--urls=http://localhost:5000", "--HOST=0.0.0.0")]
    [InlineData("--Kestrel:Endpoints:http:Url=http://0.0.0.0:5000")]
    public void One_user_is_served_on_loopback_only(params string[] where) =>
        Assert.Contains("HOST=", Refusal([.. OneUser, .. where]), StringComparison.Ordinal);

    [Theory]
    [InlineData("--HOST=127.0.0.1")]
    [InlineData("--HOST=localhost")]
    [InlineData("--HOST=::1")]
    [InlineData("--urls=http://localhost:5000")]
    public async Task One_user_is_served_on_loopback(string where) =>
        await EdgeApp.Build([.. OneUser, where, "--INTERNAL_CREDENTIAL=" + new string('i', 32)], _ => { }).DisposeAsync();

    [Theory]
    [InlineData("PORT", "70000")]
    [InlineData("PORT", "http")]
    [InlineData("PORT", "-1")]
    [InlineData("MONITORING_PORT", "3002")]
    [InlineData("MONITORING_PORT", "0")]
    [InlineData("HOST", "mcp.example.com")]
    [InlineData("STREAMABLE_HTTP", "yes please")]
    [InlineData("CALL_TIMEOUT_SECONDS", "0")]
    [InlineData("TRUSTED_PROXIES", "10.0.0.0/99")]
    [InlineData("GITLAB_TOKEN_PATTERN", "(?=a)")]
    [InlineData("GITLAB_API_URL", "gitlab")]
    public void A_setting_that_cannot_be_used_stops_the_start_with_one_line_that_names_it(string name, string value)
    {
        var line = Refusal([.. Http, $"--{name}={value}"]);

        Assert.Contains(name, line, StringComparison.Ordinal);
        Assert.Contains(value, line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    private static string Refusal(params string[] args) =>
        Assert.Throws<InvalidSettingException>(() => EdgeApp.Build(args, _ => { })).Message;
}
