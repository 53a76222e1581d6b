using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>The pages of a sign-in as a person sees and uses them, in a real browser.</summary>
public sealed class SignInPageTests
{
    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1600, ColorScheme.Light)]
    [InlineData(1600, ColorScheme.Dark)]
    public async Task A_person_signs_in_on_any_screen(int width, ColorScheme scheme)
    {
        await using var chromium = await Chromium.StartAsync();
        await using var deployment = await SignInDeployment.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        using var client = deployment.NewBrowser();
        var id = await client.RegisterAsync();
        var user = deployment.NewUser();
        var page = await chromium.NewPageAsync(width, scheme);
        var complaints = Complaints(page, deployment.Url);

        await page.GotoAsync(client.AuthorizationAddress(id, scope: null, listener.Url));
        await page.GetByRole(AriaRole.Heading, new() { Name = "Allow access to GitLab?" }).WaitForAsync();
        await Chromium.KeepAsync(page, $"consent-{width}-{scheme}");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Authorize as " + user }).ClickAsync();
        var answer = await listener.Answer;

        Assert.Equal("client-state", answer["state"]);
        Assert.Equal(deployment.Url, answer["iss"]);
        Assert.NotEmpty(answer["code"].ToString());
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Keys_alone_are_enough_and_lead_to_allow_first()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var deployment = await SignInDeployment.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        using var client = deployment.NewBrowser();
        var id = await client.RegisterAsync();
        deployment.GitLab.SignedInAs = deployment.NewUser();
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(client.AuthorizationAddress(id, scope: null, listener.Url));

        await page.Keyboard.PressAsync("Tab");
        var first = await page.EvaluateAsync<string>("document.activeElement.textContent");
        await page.Keyboard.PressAsync("Enter");
        var answer = await listener.Answer;

        // GitLab asks nothing any more here: the whole way back follows from the form of the consent page.
        Assert.Equal("Allow", first);
        Assert.NotEmpty(answer["code"].ToString());
    }

    [Theory]
    [InlineData("Cancel")]
    [InlineData("Allow", "Deny")]
    public async Task Who_says_no_here_or_at_GitLab_goes_back_to_the_client(params string[] buttons)
    {
        await using var chromium = await Chromium.StartAsync();
        await using var deployment = await SignInDeployment.StartAsync();
        await using var listener = await CallbackListener.StartAsync();
        using var client = deployment.NewBrowser();
        var page = await chromium.NewPageAsync();
        await page.GotoAsync(client.AuthorizationAddress(await client.RegisterAsync(), scope: null, listener.Url));

        foreach (var button in buttons)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        }

        Assert.Equal("access_denied", (await listener.Answer)["error"]);
    }

    [Fact]
    public async Task A_page_of_ours_says_what_is_wrong_and_cannot_be_framed()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var deployment = await SignInDeployment.StartAsync();
        using var client = deployment.NewBrowser();
        var page = await chromium.NewPageAsync(width: 360, ColorScheme.Dark);

        var answer = await page.GotoAsync(client.AuthorizationAddress(await client.RegisterAsync(), null, "https://evil.example/callback"));
        await Chromium.KeepAsync(page, "failed-360-Dark");

        Assert.Equal((int)HttpStatusCode.BadRequest, answer!.Status);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Signing in failed" }).WaitForAsync();
        Assert.StartsWith(deployment.Url, page.Url, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", await answer.HeaderValueAsync("content-security-policy"), StringComparison.Ordinal);
    }

    /// <summary>What the browser says of our pages: blocked styles, scripts, forms.</summary>
    private static List<string> Complaints(IPage page, string url)
    {
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Location.StartsWith(url, StringComparison.Ordinal))
            {
                complaints.Add(message.Text);
            }
        };
        return complaints;
    }
}
