using GitLabMcp.EndToEnd.Tests.Hosting;
using GitLabMcp.Testing;
using Microsoft.Playwright;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>Inspector's page in a real browser, with a user who has no token.</summary>
public sealed class SignInInspectorTests
{
    [Fact]
    public async Task Inspector_signs_in_and_goes_on_when_the_token_of_GitLab_ends()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var deployment = await SignInDeployment.StartAsync();
        var user = deployment.NewUser();
        deployment.GitLab.TokenLifetime = TimeSpan.FromSeconds(5);
        var port = FreePort.NextLasting();
        var folder = Directory.CreateTempSubdirectory("gitlab-mcp-inspector-");
        try
        {
            await using var inspector = ClientProgram.InspectorPage(deployment.Url + "/mcp", folder.FullName, port);
            await inspector.WrittenAsync("is up and running");
            var page = await chromium.NewPageAsync();

            await page.GotoAsync($"http://127.0.0.1:{port}");
            await page.GetByRole(AriaRole.Switch).PressAsync("Space");
            await page.GetByRole(AriaRole.Button, new() { Name = "Allow" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Authorize as " + user }).ClickAsync();
            await page.GetByText("Connected", new() { Exact = true }).First.WaitForAsync();
            await page.GetByText("Tools", new() { Exact = true }).First.ClickAsync();
            await CallAsync(page, user);
            await Eventually.TrueAsync(async () =>
            {
                await CallAsync(page, user);
                return deployment.GitLab.Refreshes > 0;
            });
            await CallAsync(page, user);
            await Chromium.KeepAsync(page, "inspector-called");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CallAsync(IPage page, string user)
    {
        // The answer takes the place of the form until another tool is chosen.
        await page.GetByText("list_labels", new() { Exact = true }).First.ClickAsync();
        await page.GetByText("whoami", new() { Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Execute Tool" }).ClickAsync();
        await page.GetByText(user).First.WaitForAsync();
    }
}
