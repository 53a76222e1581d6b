using System.Text.RegularExpressions;
using GitLabMcp.Testing;
using Microsoft.Playwright;

namespace GitLabMcp.AppHost.Tests;

/// <summary>The dashboard as a person sees it, in a real browser. SCREENSHOTS=folder keeps the pictures.</summary>
public sealed partial class DashboardTests
{
    private static readonly string? Chromium = new[] { "/usr/bin/chromium", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    [Fact]
    public async Task Shows_what_runs_and_links_that_a_person_opens()
    {
        Assert.SkipWhen(Chromium is null, "Not run: chromium is not installed.");
        await using var app = await AppHostProcess.Start(FreePort.Next()).ReadyAsync(Within.Minutes(3));
        await CallAsync(app);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
            }
        );
        var page = await browser.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = 1600, Height = 900 },
            }
        );
        page.SetDefaultTimeout((float)TimeSpan.FromMinutes(2).TotalMilliseconds);

        await page.GotoAsync(app.Dashboard + "login?t=" + AppHostProcess.DashboardToken);
        await page.GetByRole(AriaRole.Link, new() { Name = "MCP", Exact = true }).WaitForAsync();
        await KeepAsync(page, "resources");
        Assert.Equal(["Health", "MCP", "Metrics"], await LinksOfAsync(page, "edge"));
        Assert.Empty(await LinksOfAsync(page, "sessions"));
        Assert.Empty(await LinksOfAsync(page, "gitlab-tools"));
        Assert.Empty(await LinksOfAsync(page, "redis"));
        Assert.Equal(0, await page.GetByText(Warning()).CountAsync());
        var mcp = await page.GetByRole(AriaRole.Link, new() { Name = "MCP", Exact = true }).GetAttributeAsync("href");
        Assert.Equal($"http://localhost:{app.Edge.BaseAddress!.Port}/mcp", mcp);

        await page.GotoAsync(app.Dashboard + "traces");
        await page.GetByText("tools/call get_project").First.WaitForAsync();
        await KeepAsync(page, "traces");
        var traces = await page.Locator("[role=gridcell]:has-text(':')").AllInnerTextsAsync();
        Assert.DoesNotContain(traces, trace => BackgroundWork().IsMatch(trace));

        await page.Locator("input[name=traces-search]").FillAsync("get_project");
        await page.GetByText("tools/call get_project").First.WaitForAsync();
        await KeepAsync(page, "traces-filtered");
    }

    private static async Task CallAsync(AppHostProcess app)
    {
        using var request = Application.CallOf("get_project", new() { ["project_id"] = "garden/greenhouse" });
        using var answer = await app.Edge.SendAsync(request, Within.Minutes(1));
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<IEnumerable<string>> LinksOfAsync(IPage page, string resource)
    {
        var row = page.Locator("[role=row]").Filter(new() { Has = page.GetByText(resource, new() { Exact = true }) });
        var links = await row.First.Locator("a[href^=http]").AllInnerTextsAsync();
        return links.Select(text => text.Trim()).Order(StringComparer.Ordinal);
    }

    private static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        }
    }

    [GeneratedRegex("unsecured|certificate|could not be found", RegexOptions.IgnoreCase)]
    private static partial Regex Warning();

    [GeneratedRegex("EVALSHA|/ready|/alive|Subscribe|Report")]
    private static partial Regex BackgroundWork();
}
