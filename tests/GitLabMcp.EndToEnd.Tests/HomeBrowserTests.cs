using GitLabMcp.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>The page at `/` as people see and use it, in a real browser.</summary>
public sealed class HomeBrowserTests(HomeBrowserTests.Shared shared) : IClassFixture<HomeBrowserTests.Shared>
{
    private string Url => shared.Deployment.Edge.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData(360, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    [InlineData(1600, ColorScheme.Light)]
    [InlineData(1600, ColorScheme.Dark)]
    public async Task It_is_readable_on_any_screen_and_by_any_reader(int width, ColorScheme scheme)
    {
        var page = await shared.Chromium.NewPageAsync(width, scheme);
        var complaints = Complaints(page);

        await page.GotoAsync(Url);
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        await Chromium.KeepAsync(page, $"home-{width}-{scheme}");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        await page.GetByText("VS Code", new() { Exact = true }).ClickAsync();
        await Chromium.KeepAsync(page, $"home-open-{width}-{scheme}");
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"));
        Assert.Empty(await Axe.ViolationsAsync(page));
        Assert.Empty(complaints);
    }

    /// <summary>What the browser says in its console, and what fails to load.</summary>
    private static List<string> Complaints(IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        page.RequestFailed += (_, request) => complaints.Add(request.Url);
        return complaints;
    }

    public sealed class Shared : IAsyncLifetime
    {
        public Chromium Chromium { get; private set; } = null!;

        public Deployment Deployment { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Chromium = await Chromium.StartAsync();
            Deployment = await Deployment.StartAsync();
        }

        public async ValueTask DisposeAsync()
        {
            // Both are missing where there is no browser and the tests were skipped.
            await (Deployment?.DisposeAsync() ?? default);
            await (Chromium?.DisposeAsync() ?? default);
        }
    }
}
