using System.Text;
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
        Assert.Empty(await TooWideAsync(page));
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        await page.GetByText("VS Code", new() { Exact = true }).ClickAsync();
        await Chromium.KeepAsync(page, $"home-open-{width}-{scheme}");
        Assert.Empty(await TooWideAsync(page));
        Assert.Empty(await Axe.ViolationsAsync(page));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Without_a_script_everything_is_there_to_read_and_both_forms_work()
    {
        var token = shared.Deployment.NewUser("dora");
        var page = await shared.Chromium.NewPageAsync(scripts: false);
        await page.GotoAsync(Url);

        await page.GetByText("Choose the tools").ClickAsync();
        await page.GetByLabel("issues 32").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Put into the address" }).ClickAsync();
        await page.GetByText("curl", new() { Exact = true }).ClickAsync();
        await page.GetByText($"curl -X POST \"{Url}/mcp?toolsets=issues\"").WaitForAsync();
        await page.Locator("#tools-labels summary").ClickAsync();
        await page.GetByText("Create a label in a project.").WaitForAsync();
        await page.GetByLabel("GitLab token").FillAsync(token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Check" }).ClickAsync();
        await page.GetByText("@dora").WaitForAsync();
        await Chromium.KeepAsync(page, "token-without-script");

        Assert.Equal(Url + "/token-check", page.Url);
        Assert.Equal("", await page.GetByLabel("GitLab token").InputValueAsync());
    }

    [Fact]
    public async Task A_token_is_checked_without_leaving_the_page()
    {
        var token = shared.Deployment.NewUser("emma");
        var page = await shared.Chromium.NewPageAsync();
        await page.GotoAsync(Url);

        await page.GetByLabel("GitLab token").FillAsync("glpat-nobody-knows-this-one");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Alert).GetByText("GitLab rejected the token").WaitForAsync();
        await page.GetByLabel("GitLab token").FillAsync(token);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Status).GetByText("@emma").WaitForAsync();
        await Chromium.KeepAsync(page, "token-with-script");

        Assert.Equal(Url + "/", page.Url);
        Assert.Equal("", await page.GetByLabel("GitLab token").InputValueAsync());
        Assert.Equal(0, await page.GetByRole(AriaRole.Alert).CountAsync());
        Assert.Empty(await Axe.ViolationsAsync(page));
    }

    [Fact]
    public async Task The_search_shows_what_has_all_words_and_says_how_many()
    {
        var page = await shared.Chromium.NewPageAsync();
        await page.GotoAsync(Url);

        await page.GetByRole(AriaRole.Searchbox).FillAsync("label project");
        await page.GetByLabel("Access").SelectOptionAsync("delete");
        await page.GetByText("delete_label", new() { Exact = true }).WaitForAsync();
        await Chromium.KeepAsync(page, "search");

        Assert.True(await page.GetByText("create_label", new() { Exact = true }).IsHiddenAsync());
        Assert.True(await page.Locator("#tools-wiki").IsHiddenAsync());
        Assert.Equal("1 tool found", await page.Locator(".search output").TextContentAsync());
        await page.GetByRole(AriaRole.Searchbox).FillAsync("");
        await page.GetByLabel("Access").SelectOptionAsync("all");
        Assert.True(await page.Locator("#tools-wiki").IsVisibleAsync());
        Assert.Equal("", await page.Locator(".search output").TextContentAsync());
    }

    [Fact]
    public async Task The_picker_changes_every_address_as_toolsets_are_picked()
    {
        var page = await shared.Chromium.NewPageAsync();
        await page.GotoAsync(Url);

        await page.GetByText("Choose the tools").ClickAsync();
        await page.GetByLabel("issues 32").CheckAsync();
        await page.GetByLabel("wiki 10").CheckAsync();
        await page.GetByLabel("Only tools that read").CheckAsync();
        await Chromium.KeepAsync(page, "picker");
        var picked = $"{Url}/mcp?toolsets=issues,wiki&read_only=true";

        Assert.Equal(picked, await page.Locator("[data-url]").First.TextContentAsync());
        var snippets = await page.Locator("[data-snippet]").AllTextContentsAsync();
        Assert.DoesNotContain(snippets, snippet => snippet.Contains($"\"{Url}/mcp\"", StringComparison.Ordinal));
        Assert.Equal(14, snippets.Count(snippet => snippet.Contains($"\"{picked}\"", StringComparison.Ordinal)));
        var cursor = await page.Locator("#cursor a[data-link]").GetAttributeAsync("href");
        var vscode = await page.Locator("#vs-code a[data-link]").GetAttributeAsync("href");
        var base64 = Uri.UnescapeDataString(cursor![(cursor!.IndexOf("config=", StringComparison.Ordinal) + 7)..]);
        Assert.Contains($"\"{picked}\"", Encoding.UTF8.GetString(Convert.FromBase64String(base64)), StringComparison.Ordinal);
        Assert.Contains($"\"{picked}\"", Uri.UnescapeDataString(vscode!), StringComparison.Ordinal);
        await page.GetByLabel("issues 32").UncheckAsync();
        await page.GetByLabel("wiki 10").UncheckAsync();
        await page.GetByLabel("Only tools that read").UncheckAsync();
        Assert.Equal(Url + "/mcp", await page.Locator("[data-url]").First.TextContentAsync());
    }

    [Fact]
    public async Task A_button_copies_what_is_beside_it()
    {
        var page = await shared.Chromium.NewPageAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync(Url);

        await page.GetByRole(AriaRole.Button, new() { Name = "Copy: address" }).ClickAsync();
        await page.GetByRole(AriaRole.Status).GetByText("Copied: address").WaitForAsync();

        Assert.Equal(Url + "/mcp", await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task Keys_alone_reach_everything()
    {
        var page = await shared.Chromium.NewPageAsync();
        await page.GotoAsync(Url);
        var reached = new HashSet<string>();

        // The radio buttons of the clients are one stop, as everywhere, so a count of all others ends the walk.
        var stops = await page.EvaluateAsync<int>(
            "[...document.querySelectorAll('a,button,input,select,summary,pre')].filter(e => e.checkVisibility()).length"
        );
        for (var i = 0; i < stops; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(
                await page.EvaluateAsync<string>(
                    "document.activeElement.id || document.activeElement.getAttribute('href') || document.activeElement.textContent.trim()"
                )
            );
        }

        Assert.Superset(
            new HashSet<string>
            {
                "#main",
                "#connect",
                "#token",
                "#tools",
                "#state",
                "client-cursor",
                "token-field",
                "search",
                "search-access",
            },
            reached
        );
        await page.Locator("#client-cursor").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.True(await page.Locator("#vs-code").IsVisibleAsync());
        Assert.True(await page.Locator("#cursor").IsHiddenAsync());
    }

    /// <summary>What makes the page wider than the screen.</summary>
    private static Task<string[]> TooWideAsync(IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
                [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth && !e.closest('pre'))
                    .map(e => `${e.tagName} ${e.className} ${e.id}: ${e.textContent.slice(0, 60)}`)
            """
        );

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
