using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Toolsets;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Where a list goes on.</summary>
public sealed class PagingTests
{
    private const string Projects = "/api/v4/projects",
        Host = "https://gitlab.example.com/api/v4/projects?";

    [Theory]
    [InlineData("2", "", "\"next_page\":2")]
    [InlineData("", "", null)]
    [InlineData(null, $"<{Host}page=501&per_page=20>; rel=\"next\", <{Host}page=1&per_page=20>; rel=\"first\"", "\"next_page\":501")]
    [InlineData(null, $"<{Host}page=1>; rel=\"first\", <{Host}page=9>; rel=\"last\"", null)]
    [InlineData(
        null,
        $"<{Host}id_after=42&membership=true&order_by=id&pagination=keyset&per_page=20&sort=asc>; rel=\"next\"",
        "\"cursor\":\"id_after=42&order_by=id&pagination=keyset&sort=asc\""
    )]
    [InlineData(null, $"<{Host}cursor=eyJpZCI6IjQyIn0%3D&page=3>; rel=\"next\"", "\"next_page\":3")]
    [InlineData(null, $"<{Host}private_token=x&id_after=42>; rel=\"next\"", "\"cursor\":\"id_after=42\"")]
    [InlineData(null, $"<{Host}private_token=x>; rel=\"next\"", null)]
    [InlineData(null, "garbage <<?>; rel=\"next\"", null)]
    public async Task Says_the_next_page_or_a_cursor_as_GitLab_does(string? nextPage, string link, string? part)
    {
        await using var host = await ToolsHost.StartAsync();
        (string, string)[] headers = nextPage is null ? [("Link", link)] : [("x-next-page", nextPage), ("Link", link)];
        host.GitLab.On("GET", Projects).Answer(200, """[{"id":1}]""", headers);
        Assert.Equal("{\"items\":[{\"id\":1}]" + (part is null ? "}" : $",{part}}}"), await host.CallAsync("list_projects"));
    }

    [Fact]
    public async Task A_tool_that_takes_no_cursor_gives_none_and_says_that_there_is_more()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/labels").Answer(200, """[{"id":1}]""", ("Link", $"<{Host}id_after=42>; rel=\"next\""));
        var text = await host.CallAsync("list_labels", """{"project_id":1}""");
        Assert.Contains("There is more", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cursor", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_on_at_the_cursor_with_the_same_filters_and_the_order_of_the_cursor()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Projects)
            .Answer(200, "[]", ("Link", $"<{Host}id_after=42&order_by=id&pagination=keyset&sort=asc>; rel=\"next\""));
        var begun = JsonNode.Parse(
            await host.CallAsync("list_projects", """{"membership":true,"order_by":"name","sort":"asc","cursor":"start"}""")
        )!;
        await host.CallAsync("list_projects", $$"""{"membership":true,"order_by":"name","sort":"asc","cursor":"{{begun["cursor"]}}"}""");
        Assert.Equal(
            [
                "GET /api/v4/projects?membership=true&sort=asc&per_page=20&pagination=keyset&order_by=id",
                "GET /api/v4/projects?membership=true&per_page=20&id_after=42&order_by=id&pagination=keyset&sort=asc",
            ],
            host.GitLab.Requests.Select(request => request.Line)
        );
    }

    [Theory]
    [InlineData("42")]
    [InlineData("private_token=x")]
    [InlineData("id_after=42&sudo=root")]
    [InlineData("id_after=42#x")]
    [InlineData("id_after=4 2")]
    [InlineData("id_after=42&&")]
    [InlineData("page_token=/../..")]
    public async Task A_cursor_that_no_answer_gave_is_refused(string cursor)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(
            "the cursor of the answer before",
            await host.RefusalAsync("list_projects", $$"""{"cursor":"{{cursor}}"}"""),
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Says_how_to_get_beyond_the_pages_that_GitLab_counts()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Projects)
            .Answer(
                405,
                """{"error":"Offset pagination has a maximum allowed offset of 50000 for requests that return objects of type """
                    + """Project. Remaining records can be retrieved using keyset pagination."}"""
            );
        Assert.Contains("cursor=start", await host.RefusalAsync("list_projects", """{"page":2501}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_by_cursor_that_is_too_long_for_an_answer_names_no_page()
    {
        await using var host = await ToolsHost.StartAsync();
        var rows = new JsonArray([
            .. Enumerable.Range(1, 20).Select(id => new JsonObject { ["id"] = id, ["name"] = new string('x', 20_000) }),
        ]);
        host.GitLab.On("GET", "/api/v4/projects/1/repository/tags")
            .Answer(200, rows.ToJsonString(), ("Link", "<https://gitlab.example.com/x?page_token=v1>; rel=\"next\""));
        var text = await host.CallAsync("list_tags", """{"project_id":1,"cursor":"page_token=v9"}""");
        Assert.DoesNotContain("next_page", text, StringComparison.Ordinal);
        Assert.Contains("of 20 entries fit", text, StringComparison.Ordinal);
    }
}
