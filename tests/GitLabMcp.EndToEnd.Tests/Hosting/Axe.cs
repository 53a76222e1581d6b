using System.Text.Json;
using Microsoft.Playwright;

namespace GitLabMcp.EndToEnd.Tests.Hosting;

/// <summary>The npm package axe-core, which finds what keeps people with a screen reader or a keyboard out of a page.</summary>
public static class Axe
{
    /// <summary>One line for each rule that the page breaks: `color-contrast: .note`.</summary>
    public static async Task<string[]> ViolationsAsync(IPage page)
    {
        var script = ClientProgram.Package("axe-core/axe.min.js");

        // As an expression and not as an element of the page, whose policy lets no foreign script in.
        await page.EvaluateAsync(await File.ReadAllTextAsync(script, TestContext.Current.CancellationToken));
        var found = await page.EvaluateAsync<JsonElement>("axe.run(document, { resultTypes: ['violations'] })");
        return
        [
            .. found
                .GetProperty("violations")
                .EnumerateArray()
                .Select(rule =>
                    rule.GetProperty("id").GetString()
                    + ": "
                    + string.Join(" | ", rule.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("target").GetRawText()))
                ),
        ];
    }
}
