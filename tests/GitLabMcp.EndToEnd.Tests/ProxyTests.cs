using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>TRUSTED_PROXIES: whose X-Forwarded-* is believed, seen by what is counted per address.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("127.0.0.0/8", HttpStatusCode.Unauthorized)]
    [InlineData("127.0.0.1", HttpStatusCode.Unauthorized)]
    [InlineData("192.0.2.1", HttpStatusCode.TooManyRequests)]
    [InlineData(null, HttpStatusCode.TooManyRequests)]
    public async Task Counts_failures_by_the_forwarded_address_of_a_trusted_proxy_only(string? trusted, HttpStatusCode nextAddress)
    {
        await using var deployment = await Deployment.StartAsync(
            new()
            {
                Settings = ["--MAX_AUTH_FAILURES_PER_MINUTE=2"],
                EdgeSettings = trusted is null ? [] : [$"--TRUSTED_PROXIES={trusted}"],
            }
        );
        using var client = deployment.Client(token: null);
        client.Headers["X-Forwarded-For"] = "203.0.113.1";
        await client.ListToolsAsync();
        await client.ListToolsAsync();
        client.Headers["X-Forwarded-For"] = "203.0.113.2";

        var answer = await client.ListToolsAsync();

        Assert.Equal(nextAddress, answer.Status);
    }
}
