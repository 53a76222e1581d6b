using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace GitLabMcp.Edge.Tests.OAuth;

/// <summary>The request with which a client sends its user to sign in: what is taken, and what is refused.</summary>
public sealed class AuthorizationRequestTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7777/callback", "http://127.0.0.1:1/callback")]
    [InlineData("http://localhost/callback", "http://localhost:50000/callback")]
    public async Task The_port_of_this_machine_does_not_matter(string registered, string asked)
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();

        var page = await browser.AuthorizeAsync(await browser.RegisterAsync(registered), ("redirect_uri", asked));

        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Theory]
    [InlineData("http://127.0.0.1:7777/other")]
    [InlineData("http://127.0.0.1:7777/callback/")]
    [InlineData("http://127.0.0.1:7777/callback?x=1")]
    [InlineData("http://127.0.0.1:7777/callback#x")]
    [InlineData("http://localhost:7777/callback")]
    [InlineData("http://127.0.0.1.evil.example/callback")]
    [InlineData("http://127.0.0.1:7777@evil.example/callback")]
    [InlineData("https://127.0.0.1:7777/callback")]
    [InlineData("https://evil.example/callback")]
    [InlineData("//evil.example/callback")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task Nobody_is_sent_to_an_address_that_is_not_the_clients(string redirect)
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();

        var page = await browser.AuthorizeAsync(await browser.RegisterAsync(), ("redirect_uri", redirect));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Null(page.Location);
        Assert.DoesNotContain("http-equiv", page.Text, StringComparison.Ordinal);
        Assert.Equal(1, host.Sessions.Attempts);
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("resource", "https://other.example/mcp", "invalid_target")]
    public async Task A_known_client_is_told_what_is_wrong(string name, string? value, string error)
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();

        var reply = await browser.AuthorizeAsync(await browser.RegisterAsync(), (name, value));

        Assert.Equal(HttpStatusCode.Redirect, reply.Status);
        Assert.StartsWith(SignInHost.Redirect, reply.Location, StringComparison.Ordinal);
        Assert.Equal(error, reply.Parameter("error"));
        Assert.Equal("xyz", reply.Parameter("state"));
        Assert.Equal(host.Url, reply.Parameter("iss"));
    }

    [Theory]
    [InlineData("api", "offline_access api", "api")]
    [InlineData("api", "read_user", "api")]
    [InlineData("read_api", "api", "read_api")]
    [InlineData("api read_api", "read_api api", "read_api api")]
    [InlineData("api read_api", "read_api", "read_api")]
    [InlineData("api read_api", "", "api")]
    public async Task Unknown_scopes_are_left_out(string allowed, string asked, string given)
    {
        await using var host = await SignInHost.StartAsync("--GITLAB_OAUTH_SCOPES=" + allowed);
        using var browser = host.NewBrowser();

        var page = await browser.AuthorizeAsync(await browser.RegisterAsync(), ("scope", asked), ("resource", host.Url + "/mcp"));
        var next = new Uri((await browser.DecideAsync(page)).Refresh);

        Assert.Equal(given, QueryHelpers.ParseQuery(next.Query)["scope"]);
    }

    [Fact]
    public async Task A_registration_ends_after_90_days_and_no_other_server_made_it()
    {
        await using var host = await SignInHost.StartAsync();
        await using var other = await SignInHost.StartAsync($"--SESSION_KEYS={new string('o', 32)}");
        using var browser = host.NewBrowser();
        using var elsewhere = other.NewBrowser();
        var client = await browser.RegisterAsync();

        var foreign = await browser.AuthorizeAsync(await elsewhere.RegisterAsync());
        var known = await browser.AuthorizeAsync(client);
        host.Time.Advance(TimeSpan.FromDays(90));
        var late = await browser.AuthorizeAsync(client);

        Assert.Equal(HttpStatusCode.BadRequest, foreign.Status);
        Assert.Equal(HttpStatusCode.OK, known.Status);
        Assert.Equal(HttpStatusCode.BadRequest, late.Status);
    }

    [Fact]
    public async Task An_address_that_failed_too_often_gets_429()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();
        var client = await browser.RegisterAsync();
        host.Sessions.MaxAttempts = 0;

        var authorize = await browser.AuthorizeAsync(client);
        var token = await browser.PostAsync("/oauth/token", ("grant_type", "authorization_code"), ("client_id", client), ("code", "x"));

        Assert.Equal(HttpStatusCode.TooManyRequests, authorize.Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, token.Status);
        Assert.NotNull(token.Header("Retry-After"));
    }
}
