namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A page of a wiki is found by its title where that is given in place of the slug.</summary>
public sealed class WikiTitleTests
{
    [Theory]
    [InlineData("get_wiki_page", "\"project_id\":1", "/api/v4/projects/1/wikis")]
    [InlineData("get_group_wiki_page", "\"group_id\":\"group\"", "/api/v4/groups/group/wikis")]
    public async Task A_title_is_as_good_as_a_slug(string tool, string owner, string path)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", path)
            .Answer(200, """[{"slug":"home","title":"Home"},{"slug":"guides/Getting-started","title":"Getting started"}]""");
        host.GitLab.On("GET", path + "/Getting%20started").Answer(404, """{"message":"404 Wiki Page Not Found"}""");
        host.GitLab.On("GET", path + "/nothing").Answer(404, """{"message":"404 Wiki Page Not Found"}""");
        host.GitLab.On("GET", path + "/guides%2FGetting-started").Answer(200, """{"slug":"guides/Getting-started","content":"x"}""");
        Assert.Equal(
            """{"slug":"guides/Getting-started","content":"x"}""",
            await host.CallAsync(tool, $$"""{{{owner}},"slug":"Getting started"}""")
        );
        Assert.Contains("404", await host.RefusalAsync(tool, $$"""{{{owner}},"slug":"nothing"}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("update_wiki_page", "\"project_id\":1,\"content\":\"x\"", "PUT", "/api/v4/projects/1/wikis")]
    [InlineData("delete_wiki_page", "\"project_id\":1", "DELETE", "/api/v4/projects/1/wikis")]
    [InlineData("update_group_wiki_page", "\"group_id\":\"group\",\"content\":\"x\"", "PUT", "/api/v4/groups/group/wikis")]
    [InlineData("delete_group_wiki_page", "\"group_id\":\"group\"", "DELETE", "/api/v4/groups/group/wikis")]
    public async Task A_change_finds_the_page_of_a_title(string tool, string arguments, string method, string path)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", path)
            .Answer(
                200,
                """
                [{"slug":"guides/Getting-started","title":"Getting started"},{"slug":"a/FAQ-x","title":"FAQ x"},{"slug":"b/FAQ-x","title":"FAQ x"}]
                """
            );
        await host.SendAsync(tool, $$"""{{{arguments}},"slug":"Getting started"}""");
        Assert.Equal($"{method} {path}/guides%2FGetting-started", host.GitLab.Requests[^1].Line);

        // Two pages have this title, so neither is changed.
        await host.SendAsync(tool, $$"""{{{arguments}},"slug":"FAQ x"}""");
        Assert.Equal($"{method} {path}/FAQ%20x", host.GitLab.Requests[^1].Line);
    }
}
