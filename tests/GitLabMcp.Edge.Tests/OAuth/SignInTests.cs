using System.Net;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.Sessions.Contract;
using Microsoft.AspNetCore.WebUtilities;

namespace GitLabMcp.Edge.Tests.OAuth;

/// <summary>A sign-in from the first request of the client to its code.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task A_user_consents_goes_to_GitLab_and_comes_back_with_a_code()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();
        var page = await browser.AuthorizeAsync(await browser.RegisterAsync(name: "Tomato <b>"));

        var atGitLab = new Uri((await browser.DecideAsync(page)).Refresh);
        var query = QueryHelpers.ParseQuery(atGitLab.Query);
        var back = await browser.GetAsync($"/oauth/callback?code=gitlab-code&state={query["state"]}");

        Assert.Contains("Tomato &lt;b&gt;", page.Text, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:7777", page.Text, StringComparison.Ordinal);
        Assert.Equal("https://gitlab.example.com/oauth/authorize", atGitLab.GetLeftPart(UriPartial.Path));
        Assert.Equal("application", query["client_id"]);
        Assert.Equal(host.Url + "/oauth/callback", query["redirect_uri"]);
        Assert.Equal("api", query["scope"]);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Equal(HttpStatusCode.Redirect, back.Status);
        Assert.StartsWith(SignInHost.Redirect + "?", back.Location, StringComparison.Ordinal);
        Assert.Equal("xyz", back.Parameter("state"));
        Assert.Equal(host.Url, back.Parameter("iss"));
        Assert.NotEmpty(back.Parameter("code")!);
        Assert.Equal("7", host.Sessions.Grants.Single().UserId);
        Assert.Equal("api", host.Sessions.Grants.Single().Scope);
        Assert.Equal(22, host.Sessions.Grants.Single().ClientId.Length);
        Assert.Equal(0, host.Sessions.Attempts);
    }

    [Fact]
    public async Task A_page_has_no_script_nothing_inline_and_cannot_be_framed()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();

        var page = await browser.AuthorizeAsync(await browser.RegisterAsync());

        Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("default-src 'none'; style-src 'self'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("DENY", page.Header("X-Frame-Options"));
        Assert.Equal("no-store", page.Header("Cache-Control"));
        Assert.Contains("httponly", page.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", page.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Behind_https_the_cookies_belong_to_this_host_alone()
    {
        await using var host = await SignInHost.StartAsync("--MCP_SERVER_URL=https://mcp.example.com");
        using var browser = host.NewBrowser();

        var page = await browser.AuthorizeAsync(await browser.RegisterAsync());

        Assert.StartsWith("__Host-", page.Header("Set-Cookie"), StringComparison.Ordinal);
        Assert.Contains("secure", page.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", page.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", page.Header("Set-Cookie"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_consent_is_remembered_for_this_client_redirect_and_scope_only()
    {
        await using var host = await SignInHost.StartAsync("--GITLAB_OAUTH_SCOPES=api read_api");
        using var browser = host.NewBrowser();
        var client = await browser.RegisterAsync();
        await browser.SignInAsync(client);

        var again = await browser.AuthorizeAsync(client, ("redirect_uri", "http://127.0.0.1:9999/callback"));
        var others = new[]
        {
            await browser.AuthorizeAsync(await browser.RegisterAsync()),
            await browser.AuthorizeAsync(client, ("scope", "read_api")),
        };
        using var another = host.NewBrowser();
        var elsewhere = await another.AuthorizeAsync(client);
        host.Time.Advance(TimeSpan.FromDays(30));
        var later = await browser.AuthorizeAsync(client);

        Assert.StartsWith("https://gitlab.example.com/oauth/authorize?", again.Location, StringComparison.Ordinal);
        Assert.All([.. others, elsewhere, later], page => Assert.Contains("Allow access to GitLab?", page.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_cancels_sends_the_client_away_without_anything()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();

        var page = await browser.DecideAsync(await browser.AuthorizeAsync(await browser.RegisterAsync()), "cancel");

        var query = QueryHelpers.ParseQuery(new Uri(page.Refresh).Query);
        Assert.StartsWith(SignInHost.Redirect, page.Refresh, StringComparison.Ordinal);
        Assert.Equal("access_denied", query["error"]);
        Assert.Equal("xyz", query["state"]);
        Assert.Equal(host.Url, query["iss"]);
        Assert.Empty(host.Sessions.Grants);
    }

    [Fact]
    public async Task A_request_of_one_browser_is_nothing_to_another()
    {
        await using var host = await SignInHost.StartAsync();
        using var attacker = host.NewBrowser();
        using var victim = host.NewBrowser();
        var client = await attacker.RegisterAsync();
        await victim.AuthorizeAsync(client);
        var page = await attacker.AuthorizeAsync(client);
        var state = await attacker.StateAtGitLabAsync(client);

        var consent = await victim.DecideAsync(page);
        var callback = await victim.GetAsync($"/oauth/callback?code=gitlab-code&state={state}");

        Assert.Equal(HttpStatusCode.BadRequest, consent.Status);
        Assert.Equal(HttpStatusCode.BadRequest, callback.Status);
        Assert.Null(callback.Location);
        Assert.Equal(0, host.GitLab.Exchanges);
    }

    [Fact]
    public async Task A_sign_in_comes_back_from_GitLab_once_and_in_time()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();
        var client = await browser.RegisterAsync();
        var (first, late) = (await browser.StateAtGitLabAsync(client), await browser.StateAtGitLabAsync(client));
        await browser.GetAsync($"/oauth/callback?code=gitlab-code&state={first}");

        var again = await browser.GetAsync($"/oauth/callback?code=gitlab-code&state={first}");
        host.Time.Advance(TimeSpan.FromMinutes(10));
        var tooLate = await browser.GetAsync($"/oauth/callback?code=gitlab-code&state={late}");

        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Equal(HttpStatusCode.BadRequest, tooLate.Status);
        Assert.Equal(1, host.GitLab.Exchanges);
    }

    [Fact]
    public async Task Keys_may_rotate_in_the_middle_of_a_sign_in()
    {
        var (old, young) = (new string('k', 32), new string('n', 32));
        await using var before = await SignInHost.StartAsync($"--SESSION_KEYS={old}");
        await using var after = await SignInHost.StartAsync($"--SESSION_KEYS={young},{old}", $"--MCP_SERVER_URL={before.Url}");
        using var browser = before.NewBrowser();
        var state = await browser.StateAtGitLabAsync(await browser.RegisterAsync());

        // Cookies know no ports, so this browser is the same to the second host.
        var reply = await browser.GetAsync($"{after.Url}/oauth/callback?code=gitlab-code&state={state}");

        Assert.NotNull(reply.Parameter("code"));
    }

    [Fact]
    public async Task Who_is_in_none_of_the_groups_is_refused_and_keeps_nothing()
    {
        await using var host = await SignInHost.StartAsync("--GITLAB_OAUTH_ALLOWED_GROUPS=garden");
        using var browser = host.NewBrowser();
        host.GitLab.Answer.SignedIn.InAGroup = false;
        var state = await browser.StateAtGitLabAsync(await browser.RegisterAsync());

        var page = await browser.GetAsync($"/oauth/callback?code=gitlab-code&state={state}");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("none of the groups", page.Text, StringComparison.Ordinal);
        Assert.Contains("error=access_denied", page.Text, StringComparison.Ordinal);
        Assert.Empty(host.Sessions.Grants);
        Assert.Equal(1, host.GitLab.Revocations);
    }

    [Fact]
    public async Task Who_says_no_at_GitLab_goes_back_to_the_client()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();
        var state = await browser.StateAtGitLabAsync(await browser.RegisterAsync());

        var reply = await browser.GetAsync($"/oauth/callback?error=access_denied&state={state}");

        Assert.Equal("access_denied", reply.Parameter("error"));
        Assert.Equal(0, host.Sessions.Attempts);
    }

    [Fact]
    public async Task While_GitLab_is_away_the_user_is_told_and_can_go_back()
    {
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();
        host.GitLab.Answer = new SignInResponse { Unreachable = "GitLab does not answer." };
        var state = await browser.StateAtGitLabAsync(await browser.RegisterAsync());

        var page = await browser.GetAsync($"/oauth/callback?code=gitlab-code&state={state}");

        Assert.Equal(HttpStatusCode.BadGateway, page.Status);
        Assert.Contains("error=temporarily_unavailable", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_with_a_scheme_of_its_own_is_opened_by_a_page()
    {
        const string Cursor = "cursor://anysphere.cursor-mcp/oauth/callback";
        await using var host = await SignInHost.StartAsync();
        using var browser = host.NewBrowser();
        var page = await browser.AuthorizeAsync(await browser.RegisterAsync(Cursor), ("redirect_uri", Cursor));
        var state = QueryHelpers.ParseQuery(new Uri((await browser.DecideAsync(page)).Refresh).Query)["state"];

        var signedIn = await browser.GetAsync($"/oauth/callback?code=gitlab-code&state={state}");

        Assert.Equal(HttpStatusCode.OK, signedIn.Status);
        Assert.StartsWith(Cursor + "?code=", signedIn.Refresh, StringComparison.Ordinal);
    }
}
