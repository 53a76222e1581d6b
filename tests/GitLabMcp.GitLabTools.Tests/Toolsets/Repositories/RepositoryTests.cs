using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Tools.Answers;

namespace GitLabMcp.GitLabTools.Tests;

public sealed class RepositoryTests
{
    private const string Api = "/api/v4/projects/1/";

    [Theory]
    [InlineData(new byte[] { 0x89, 0x50, 0 }, "\"base64\":\"iVAA\"")]
    [InlineData(new byte[0], "\"content\":\"\"")]
    public async Task A_file_that_is_no_text_comes_as_base64(byte[] bytes, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "repository/files/x").Answer(200, Contents(bytes));
        Assert.Contains(part, await host.CallAsync("get_file_contents", """{"project_id":1,"file_path":"x"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_file_is_read_in_windows_and_a_large_binary_refused()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "repository/files/long")
            .Answer(200, Contents(System.Text.Encoding.UTF8.GetBytes(new string('a', 150_000) + "end")));
        host.GitLab.On("GET", Api + "repository/files/film").Answer(200, Contents(new byte[100_000]));
        var first = await host.CallAsync("get_file_contents", """{"project_id":1,"file_path":"long"}""");
        Assert.InRange(first.Length, 1, AnswerShape.MostBytes);
        Assert.Contains("of 150003; go on with offset=", first, StringComparison.Ordinal);
        Assert.Contains(
            "aaaend",
            await host.CallAsync("get_file_contents", """{"project_id":1,"file_path":"long","offset":149000}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "100000 bytes",
            await host.RefusalAsync("get_file_contents", """{"project_id":1,"file_path":"film"}"""),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("2", "3", "\"lines\":\"2 to 3 of 3\",\"content\":\"b\\r\\nc\"")]
    [InlineData("3", "null", "\"lines\":\"3 to 3 of 3\",\"content\":\"c\"")]
    [InlineData("1", "99", "\"lines\":\"1 to 3 of 3\",\"content\":\"a\\nb\\r\\nc\"")]
    public async Task Only_the_lines_that_are_wanted_are_shown(string start, string end, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "repository/files/x").Answer(200, Contents("a\nb\r\nc\n"u8.ToArray()));
        Assert.Contains(
            part,
            await host.CallAsync("get_file_contents", $$"""{"project_id":1,"file_path":"x","start_line":{{start}},"end_line":{{end}}}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "it has 3 lines",
            await host.RefusalAsync("get_file_contents", """{"project_id":1,"file_path":"x","start_line":4}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "from 3 to 2",
            await host.RefusalAsync("get_file_contents", """{"project_id":1,"file_path":"x","start_line":3,"end_line":2}"""),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("", 1, 450)]
    [InlineData(",\"start_line\":200000,\"end_line\":200001", 200_000, 200_001)]
    [InlineData(",\"start_line\":209999", 209_999, 210_000)]
    public async Task Lines_of_a_file_of_any_size_are_read(string lines, int first, int last)
    {
        await using var host = await ToolsHost.StartAsync();
        var text = string.Concat(Enumerable.Range(1, 210_000).Select(line => $"{line} ".PadRight(99, '.') + "\n"));
        host.GitLab.On("GET", Api + "repository/files/big").Flood(20 * 1024 * 1024);
        host.GitLab.On("GET", Api + "repository/files/big/raw").Text(System.Text.Encoding.UTF8.GetBytes(text), knowsRanges: false);
        var file = JsonNode.Parse(await host.CallAsync("get_file_contents", $$"""{"project_id":1,"file_path":"big"{{lines}}}"""))!;
        Assert.Equal($"{first} to {last} of 210000", (string?)file["lines"]);
        Assert.Equal(21_000_000, (int?)file["size"]);
        var shown = ((string)file["content"]!).Split('\n');
        Assert.StartsWith($"{first} .", shown[0], StringComparison.Ordinal);
        Assert.StartsWith($"{last} .", shown[^1], StringComparison.Ordinal);
        Assert.Equal(last == 450, ((string)file["note"]!).Contains("start_line=451", StringComparison.Ordinal));
        Assert.Contains(
            "it has 210000 lines",
            await host.RefusalAsync("get_file_contents", """{"project_id":1,"file_path":"big","start_line":210001}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Nothing_at_a_path_is_said_as_GitLab_says_it()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "repository/files/x").Answer(404, """{"message":"404 File Not Found"}""");
        host.GitLab.On("GET", Api + "repository/tree").Answer(200, "[]");
        Assert.Contains(
            "404: File Not Found",
            await host.RefusalAsync("get_file_contents", """{"project_id":1,"file_path":"x"}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "file_path is missing",
            await host.RefusalAsync("get_file_contents", """{"project_id":1}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_file_is_not_written_when_it_is_unknown_whether_it_exists()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("HEAD", Api + "repository/files/x").Answer(403, "");
        Assert.Contains(
            "forbids",
            await host.RefusalAsync(
                "create_or_update_file",
                """{"project_id":1,"file_path":"x","content":"","commit_message":"m","branch":"main"}"""
            ),
            StringComparison.Ordinal
        );
        Assert.Single(host.GitLab.Requests);
    }

    [Fact]
    public async Task An_asset_that_is_stored_elsewhere_comes_as_the_link_of_its_release()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "releases/v1/downloads/bin%2Fapp").Redirect(302, "https://files.example.com/signed?secret=x");
        host.GitLab.On("GET", Api + "releases/v1")
            .Answer(
                200,
                """
                {"assets":{"links":[{"name":"app","url":"https://files.example.com/app",
                  "direct_asset_url":"https://gitlab.example.com/-/releases/v1/downloads/bin/app"}]}}
                """
            );
        var text = await host.CallAsync("download_release_asset", """{"project_id":1,"tag_name":"v1","direct_asset_path":"bin/app"}""");
        Assert.StartsWith("""{"name":"app","url":"https://files.example.com/app",""", text, StringComparison.Ordinal);
        Assert.DoesNotContain("signed", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_of_two_toolsets_comes_with_either()
    {
        foreach (var toolset in (string[])["merge_requests", "branches"])
        {
            await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_TOOLSETS=" + toolset]);
            Assert.Contains(await host.ListAsync(), tool => tool.Name == "list_branches");
            Assert.Equal(toolset == "branches", (await host.ListAsync()).Any(tool => tool.Name == "create_branch"));
        }
    }

    [Fact]
    public async Task Code_of_other_projects_is_not_found_where_projects_are_limited()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=2"]);
        host.GitLab.On("GET", "/api/v4/search").Answer(200, """[{"project_id":1,"data":"hidden"},{"project_id":2,"data":"shown"}]""");
        Assert.Equal("""{"items":[{"project_id":2,"data":"shown"}]}""", await host.CallAsync("search_code", """{"search":"x"}"""));
        Assert.NotEmpty((await host.SendAsync("create_repository", """{"name":"x"}""")).UnknownTool);
        Assert.Contains(
            "limited",
            await host.RefusalAsync(
                "create_merge_request",
                """{"project_id":2,"target_project_id":1,"title":"x","source_branch":"a","target_branch":"b"}"""
            ),
            StringComparison.Ordinal
        );
    }

    private static string Contents(byte[] bytes) =>
        new JsonObject
        {
            ["file_path"] = "x",
            ["size"] = bytes.Length,
            ["encoding"] = "base64",
            ["content"] = Convert.ToBase64String(bytes),
            ["ref"] = "main",
        }.ToJsonString();
}
