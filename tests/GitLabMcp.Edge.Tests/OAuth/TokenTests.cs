using System.Net;
using GitLabMcp.Sessions.Contract;

namespace GitLabMcp.Edge.Tests.OAuth;

/// <summary>What a client gets for its code. That codes count once is Sessions' to hold.</summary>
public sealed class TokenTests
{
    [Theory]
    [InlineData("code_verifier", "0123456789-0123456789-0123456789-012345678X", "invalid_grant")]
    [InlineData("code_verifier", "", "invalid_grant")]
    [InlineData("redirect_uri", "http://127.0.0.1:7778/callback", "invalid_grant")]
    [InlineData("client_id", "another", "invalid_grant")]
    [InlineData("client_id", "", "invalid_request")]
    [InlineData("code", "made-up", "invalid_grant")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("resource", "https://other.example/mcp", "invalid_target")]
    public async Task A_code_is_worth_nothing_without_all_that_belongs_to_it(string name, string value, string error)
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();
        var client = await browser.RegisterAsync();
        var form = Form(client, await browser.SignInAsync(client));
        form[name] = value;

        var reply = await PostAsync(browser, form);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(error, reply.Error);
        Assert.Equal("no-store", reply.Header("Cache-Control"));
        Assert.Empty(host.Sessions.Redeemed);
    }

    [Fact]
    public async Task A_code_ends_after_a_minute()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();
        var client = await browser.RegisterAsync();
        var code = await browser.SignInAsync(client);
        host.Time.Advance(TimeSpan.FromSeconds(60));

        var reply = await PostAsync(browser, Form(client, code));

        Assert.Equal("invalid_grant", reply.Error);
        Assert.Empty(host.Sessions.Redeemed);
    }

    [Fact]
    public async Task A_code_goes_on_to_a_replica_of_Sessions_that_reaches_the_store()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();
        var client = await browser.RegisterAsync();
        var code = await browser.SignInAsync(client);
        host.Sessions.SentElsewhere.Enqueue("3");
        host.Sessions.SentElsewhere.Enqueue("8");

        var reply = await PostAsync(browser, Form(client, code));

        Assert.Equal("invalid_grant", reply.Error);
        Assert.Equal([null, "3", "3,8"], host.Sessions.Tried);
        Assert.Single(host.Sessions.RequestNames.Distinct());
        Assert.NotEmpty(host.Sessions.RequestNames[0]);
    }

    [Fact]
    public async Task A_good_code_is_redeemed_for_its_grant()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();
        var client = await browser.RegisterAsync();
        var code = await browser.SignInAsync(client);

        var refused = await PostAsync(browser, Form(client, code));
        host.Sessions.Tokens = new GrantTokensResponse { Refused = GrantRefusal.StoreUnavailable };
        var away = await PostAsync(browser, Form(client, code));

        Assert.Equal(["grant-1", "grant-1"], host.Sessions.Redeemed);
        Assert.Equal("invalid_grant", refused.Error);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.Status);
        Assert.NotNull(away.Header("Retry-After"));
    }

    [Fact]
    public async Task A_parameter_that_comes_twice_is_refused()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();

        var reply = await browser.PostAsync("/oauth/token", ("grant_type", "refresh_token"), ("client_id", "a"), ("client_id", "b"));

        Assert.Equal("invalid_request", reply.Error);
    }

    [Fact]
    public async Task Revoking_what_nobody_knows_is_no_error()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();

        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync("/oauth/revoke", ("token", "unknown"))).Status);
    }

    private static Dictionary<string, string> Form(string client, string code) =>
        new()
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = client,
            ["code"] = code,
            ["redirect_uri"] = SignInHost.Redirect,
            ["code_verifier"] = Browser.Verifier,
        };

    private static Task<Browser.Reply> PostAsync(Browser browser, Dictionary<string, string> form) =>
        browser.PostAsync("/oauth/token", [.. form.Select(field => (field.Key, field.Value))]);
}
