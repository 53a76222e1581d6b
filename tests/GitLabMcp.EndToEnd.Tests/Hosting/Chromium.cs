using Microsoft.Playwright;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>A real browser. SCREENSHOTS=folder keeps pictures of what it showed.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string? Program = new[] { "/usr/bin/chromium", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Chromium> StartAsync()
    {
        Assert.SkipWhen(Program is null, "Not run: chromium is not installed.");
        var playwright = await Playwright.CreateAsync();
        return new Chromium(
            playwright,
            await playwright.Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath = Program,
                    Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
                }
            )
        );
    }

    /// <summary>A page of somebody with no cookies yet.</summary>
    public async Task<IPage> NewPageAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        var context = await _browser.NewContextAsync(
            new()
            {
                ColorScheme = scheme,
                JavaScriptEnabled = scripts,
                ViewportSize = new() { Width = width, Height = 800 },
            }
        );
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout((float)TimeSpan.FromMinutes(1).TotalMilliseconds);
        return page;
    }

    /// <summary>Opens the address that a client names, and says yes on both pages. The browser goes on to the client, which may have ended
    /// before the last page is shown; so whoever calls this waits for the client and not for the page.</summary>
    public async Task SignInAsync(string address, string user)
    {
        var page = await NewPageAsync();
        await page.GotoAsync(address);
        await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Authorize as " + user }).ClickAsync();
    }

    public static async Task KeepAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
