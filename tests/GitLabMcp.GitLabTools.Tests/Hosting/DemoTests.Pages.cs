using System.Net;
using GitLabMcp.Fake;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The web addresses that the demo's answers name can be opened.</summary>
public sealed partial class DemoTests
{
    [Theory]
    [InlineData("", "garden/greenhouse")]
    [InlineData("garden/greenhouse", "Opens the windows")]
    [InlineData("groups/garden", "garden/tools/watering")]
    [InlineData("bob", "In the compost")]
    [InlineData("-/user_settings/personal_access_tokens?name=GitLabMcp&scopes=api", DemoWorld.Token)]
    [InlineData("garden/greenhouse/-/issues/1", "Fish were seen.")]
    [InlineData("garden/greenhouse/-/work_items/1", "Fish were seen.")]
    [InlineData("garden/greenhouse/-/merge_requests/1", "Sensor 3 swims.")]
    [InlineData("garden/greenhouse/-/merge_requests/1/diffs", "src/humidity.py")]
    [InlineData("garden/greenhouse/-/pipelines/42", "pytest (failed)")]
    [InlineData("garden/greenhouse/-/jobs/424", "ZeroDivisionError")]
    [InlineData("garden/greenhouse/-/blob/fix-humidity/src/humidity.py", "credible")]
    [InlineData("garden/greenhouse/-/tree/main", "README.md")]
    [InlineData("garden/greenhouse/-/tree/main/src", "windows.py")]
    [InlineData("garden/greenhouse/-/commit/main", "Merge branch")]
    [InlineData("garden/greenhouse/-/commits/main", "Close the windows at night")]
    [InlineData("garden/greenhouse/-/releases/v1.0", "Handbook")]
    [InlineData("garden/greenhouse/-/releases/v1.0/downloads/handbook.txt", "Open the windows when it is hot.")]
    [InlineData("garden/greenhouse/-/milestones/1", "Ready when the seedlings are.")]
    [InlineData("garden/greenhouse/-/wikis/sensors/placing", "High enough")]
    [InlineData("garden/greenhouse/-/environments/61", "greenhouse.example.com")]
    public async Task An_address_shows_a_page(string path, string part)
    {
        await using var gitlab = await DemoWorld.Build().AsDemo().StartAsync();
        var (status, html) = await OpenAsync($"{gitlab.Origin}/{path}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(part, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("This is the demo", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_write_is_shown_as_text()
    {
        await using var demo = await StartAsync();
        await CallAsync(demo, "create_issue", "\"title\":\"<script>alert(1)</script>\",\"description\":\"<img src=x onerror=alert(2)>\"");
        var (_, html) = await OpenAsync(demo.GitLab.Origin + "/garden/greenhouse/-/issues/4");
        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
    }

    /// <summary>Every link that can be reached from the start leads to a page.</summary>
    [Fact]
    public async Task Every_link_leads_to_a_page()
    {
        await using var gitlab = await DemoWorld.Build().AsDemo().StartAsync();
        var (seen, next) = (new HashSet<string> { "/" }, new Queue<string>(["/"]));
        while (next.TryDequeue(out var path))
        {
            var (status, html) = await OpenAsync(gitlab.Origin + path);
            Assert.True(status == HttpStatusCode.OK, $"{path}: {status}");
            foreach (var link in html.Split("<a href=\"").Skip(1).Select(rest => WebUtility.HtmlDecode(rest.Split('"')[0])).Where(seen.Add))
            {
                next.Enqueue(link);
            }
        }

        Assert.InRange(seen.Count, 50, 1000);
    }

    [Fact]
    public async Task An_address_without_a_page_says_so()
    {
        await using var gitlab = await DemoWorld.Build().AsDemo().StartAsync();
        var (status, html) = await OpenAsync(gitlab.Origin + "/garden/greenhouse/-/issues/99");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("has no page", html, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Html)> OpenAsync(string url)
    {
        using var http = new HttpClient();
        var response = await http.GetAsync(new Uri(url), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
