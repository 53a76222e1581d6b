using GitLabMcp.Edge.Http;
using GitLabMcp.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http;

namespace GitLabMcp.Edge.Tests.Http;

public sealed class HostAndOriginTests
{
    [Theory]
    [InlineData("localhost:3002")]
    [InlineData("LOCALHOST")]
    [InlineData("localhost.")]
    [InlineData("127.0.0.1:3002")]
    [InlineData("[::1]:3002")]
    [InlineData("203.0.113.7")]
    [InlineData("")]
    public async Task Takes_localhost_and_addresses(string host) => Assert.Equal(200, await StatusAsync(host, origin: null));

    [Fact]
    public async Task Takes_the_name_of_this_machine() => Assert.Equal(200, await StatusAsync(Environment.MachineName, origin: null));

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example:3002")]
    public async Task Refuses_other_hosts(string host) => Assert.Equal(403, await StatusAsync(host, origin: null));

    [Fact]
    public async Task Takes_listed_hosts_and_any_host_by_a_star()
    {
        Assert.Equal(
            200,
            await StatusAsync("mcp.example.com:8443", origin: null, ("MCP_ALLOWED_HOSTS", "other.example.com, MCP.example.com"))
        );
        Assert.Equal(403, await StatusAsync("evil.example", origin: null, ("MCP_ALLOWED_HOSTS", "mcp.example.com")));
        Assert.Equal(200, await StatusAsync("evil.example", origin: null, ("MCP_ALLOWED_HOSTS", "*")));
    }

    [Theory]
    [InlineData("http://localhost:3002", 200)]
    [InlineData("https://localhost:3002", 200)]
    [InlineData("http://localhost:3003", 403)]
    [InlineData("http://localhost", 403)]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("", 403)]
    public async Task Takes_only_the_servers_own_origin(string origin, int status) =>
        Assert.Equal(status, await StatusAsync("localhost:3002", origin));

    [Fact]
    public async Task Takes_listed_origins() =>
        Assert.Equal(
            200,
            await StatusAsync("localhost:3002", "https://app.example.com", ("MCP_ALLOWED_ORIGINS", "https://app.example.com/"))
        );

    [Fact]
    public void Stops_the_start_on_an_origin_that_is_none() =>
        Assert.Throws<InvalidSettingException>(() => new HostAndOrigin(Settings.Read(("MCP_ALLOWED_ORIGINS", "app.example.com/path"))));

    private static async Task<int> StatusAsync(string host, string? origin, params (string, string)[] settings)
    {
        var context = new DefaultHttpContext();
        context.Request.Scheme = "http";
        context.Request.Host = new HostString(host);
        if (origin is not null)
        {
            context.Request.Headers.Origin = origin;
        }

        await new HostAndOrigin(Settings.Read(settings)).InvokeAsync(context, _ => Task.CompletedTask);
        return context.Response.StatusCode;
    }
}
