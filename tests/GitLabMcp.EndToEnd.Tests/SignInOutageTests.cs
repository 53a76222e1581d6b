using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>GitLab is away at each step of a sign-in: what the user reads and what the client is told.</summary>
public sealed class SignInOutageTests
{
    public static TheoryData<string> Outages => ["refused", "broken", "busy"];

    [Fact]
    public async Task The_way_to_GitLab_asks_GitLab_nothing()
    {
        await using var deployment = await SignInDeployment.StartAsync();
        using var browser = deployment.NewBrowser();
        var client = await browser.RegisterAsync();
        await deployment.Deployment.GitLab.StopAsync();

        var atGitLab = await browser.ConsentAsync(browser.AuthorizationAddress(client, scope: null));

        Assert.StartsWith(deployment.Deployment.GitLab.Origin + "/oauth/authorize?", atGitLab, StringComparison.Ordinal);
        Assert.Empty(deployment.Deployment.GitLab.Requests);
    }

    [Theory, MemberData(nameof(Outages))]
    public async Task Who_comes_back_while_GitLab_is_away_reads_so_and_signs_in_later(string outage)
    {
        await using var deployment = await SignInDeployment.StartAsync();
        using var browser = deployment.NewBrowser();
        var (client, user) = (await browser.RegisterAsync(), deployment.NewUser());
        var authorization = browser.AuthorizationAddress(client, scope: null);
        var atGitLab = await browser.ConsentAsync(authorization);

        Break(deployment, "POST", "/oauth/token", outage);
        var page = await browser.DecideAtGitLabAsync(atGitLab, user);
        deployment.Deployment.GitLab.BehaveAgain();

        AssertSaysThatGitLabIsAway(page);
        Assert.NotEmpty(await browser.SignInAsync(client, user));
    }

    [Theory, MemberData(nameof(Outages))]
    public async Task Nobody_is_signed_in_while_GitLab_does_not_say_who_it_is(string outage)
    {
        await using var deployment = await SignInDeployment.StartAsync();
        using var browser = deployment.NewBrowser();
        var (client, user) = (await browser.RegisterAsync(), deployment.NewUser());
        var atGitLab = await browser.ConsentAsync(browser.AuthorizationAddress(client, scope: null));

        Break(deployment, "GET", "/api/v4/user", outage);
        var page = await browser.DecideAtGitLabAsync(atGitLab, user);

        AssertSaysThatGitLabIsAway(page);
    }

    [Theory, MemberData(nameof(Outages))]
    public async Task A_sign_in_goes_on_with_the_old_token_while_that_lives_and_then_waits_for_GitLab(string outage)
    {
        await using var deployment = await SignInDeployment.StartOnFakeTimeAsync();
        var tokens = await deployment.SignInAsync();
        using var mcp = deployment.Client(tokens.Access);
        using var browser = deployment.NewBrowser();
        Break(deployment, "POST", "/oauth/token", outage);

        // GitLab's token lives for two hours and is refreshed five minutes before its end; ours lives for one hour.
        deployment.Deployment.Time.Advance(TimeSpan.FromMinutes(58));
        var next = SignInBrowser.Tokens(tokens.Client, await browser.RotateAsync(tokens.Client, tokens.Refresh));
        using var later = deployment.Client(next.Access);
        deployment.Deployment.Time.Advance(TimeSpan.FromMinutes(58));
        var nearTheEnd = await later.CallToolAsync("whoami", "{}");
        deployment.Deployment.Time.Advance(TimeSpan.FromMinutes(4.5));
        var last = SignInBrowser.Tokens(tokens.Client, await browser.RotateAsync(tokens.Client, next.Refresh));
        using var latest = deployment.Client(last.Access);
        var afterTheEnd = await latest.CallToolAsync("whoami", "{}");
        deployment.Deployment.GitLab.BehaveAgain();
        deployment.Deployment.Time.Advance(TimeSpan.FromMinutes(1));
        var back = await latest.CallToolAsync("whoami", "{}");

        Assert.Equal(HttpStatusCode.OK, nearTheEnd.Status);
        Assert.False(nearTheEnd.IsToolError, nearTheEnd.Text);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, afterTheEnd.Status);
        Assert.NotNull(afterTheEnd.RetryAfter);
        Assert.Null(afterTheEnd.Header("WWW-Authenticate"));
        Assert.Equal(HttpStatusCode.OK, back.Status);
        Assert.False(back.IsToolError, back.Text);
    }

    [Theory, MemberData(nameof(Outages))]
    public async Task A_client_revokes_its_token_while_GitLab_is_away(string outage)
    {
        await using var deployment = await SignInDeployment.StartAsync();
        var tokens = await deployment.SignInAsync();
        using var mcp = deployment.Client(tokens.Access);
        using var browser = deployment.NewBrowser();
        Break(deployment, "POST", "/oauth/revoke", outage);

        var revoked = await browser.PostAsync("/oauth/revoke", ("token", tokens.Refresh), ("client_id", tokens.Client));

        Assert.Equal(HttpStatusCode.OK, revoked.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await mcp.ListToolsAsync()).Status);
        Assert.Equal("invalid_grant", (await browser.RotateAsync(tokens.Client, tokens.Refresh)).Json.GetProperty("error").GetString());
    }

    private static void AssertSaysThatGitLabIsAway(SignInBrowser.Reply page)
    {
        Assert.Equal(HttpStatusCode.BadGateway, page.Status);
        Assert.Null(page.Location);
        Assert.Contains("GitLab could not be reached. Try again in a moment.", page.Text, StringComparison.Ordinal);
        Assert.Contains("error=temporarily_unavailable&amp;state=client-state", page.Text, StringComparison.Ordinal);
    }

    private static void Break(SignInDeployment deployment, string method, string path, string outage)
    {
        var script = deployment.Deployment.GitLab.On(method, path);
        _ = outage switch
        {
            "refused" => script.Reset(),
            "broken" => script.Answer(502, "<html>bad gateway</html>"),
            "busy" => script.RateLimit(retryAfterSeconds: 60),
            _ => throw new ArgumentOutOfRangeException(nameof(outage), outage, null),
        };
    }
}
