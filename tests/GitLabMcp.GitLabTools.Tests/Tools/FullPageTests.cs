using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A proxy may take GitLab's headers of pages away. Then a full page says that there may be more.</summary>
public sealed class FullPageTests
{
    [Theory]
    [InlineData(5, "", true)]
    [InlineData(4, "", false)]
    [InlineData(5, "x-page", false)]
    [InlineData(5, "x-total", false)]
    public async Task A_full_page_without_headers_says_so(int rows, string header, bool isSaid)
    {
        await using var host = await ToolsHost.StartAsync();
        var labels = new JsonArray([.. Enumerable.Range(1, rows).Select(id => new JsonObject { ["id"] = id })]).ToJsonString();
        var script = host.GitLab.On("GET", "/api/v4/projects/1/labels");
        _ = header.Length == 0 ? script.Answer(200, labels) : script.Answer(200, labels, (header, "10"));
        var answer = JsonNode.Parse(await host.CallAsync("list_labels", """{"project_id":1,"page":2,"per_page":5}"""))!;
        Assert.Equal(isSaid ? 3 : null, (int?)answer["next_page"]);
        Assert.Equal(isSaid, answer["note"] is not null);
    }
}
