using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Tools.Answers;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Lean, complete on demand, never too long, never cut in silence, no secrets.</summary>
public sealed class ShapeTests
{
    [Fact]
    public async Task Detail_full_gives_what_GitLab_sent_but_its_secrets()
    {
        await using var host = await ToolsHost.StartAsync();
        var full = JsonNode.Parse(await host.CallAsync("get_project", """{"project_id":1,"detail":"full"}"""))!.AsObject();
        var sent = host.GitLab.World.Project("1")!.Json.DeepClone().AsObject();
        sent.Remove("runners_token");
        Assert.True(JsonNode.DeepEquals(sent, full), full.ToJsonString());
        Assert.DoesNotContain("detail", Assert.Single(host.GitLab.Requests).Line, StringComparison.Ordinal);
    }

    /// <summary>Secrets are removed from lean and from full answers (docs/reliability.md, S16).</summary>
    [Theory]
    [InlineData("lean")]
    [InlineData("full")]
    public async Task Secrets_in_answers_are_removed(string detail)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/namespaces/1")
            .Answer(
                200,
                """
                {"id":1,"runners_token":"planted","import_url":"https://oauth2:planted@git.example.com/a.git",
                  "trigger":{"token":"planted"},"variables":[{"key":"A","value":"planted","masked":true},{"key":"B",
                  "value":"shown","masked":false}]}
                """
            );
        var text = await host.CallAsync("get_namespace", $$"""{"namespace_id":1,"detail":"{{detail}}"}""");
        Assert.DoesNotContain("planted", text, StringComparison.Ordinal);
        Assert.Contains("https://git.example.com/a.git", text, StringComparison.Ordinal);
        Assert.Contains("shown", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_escaped_that_needs_no_escape()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/namespaces/1").Answer(200, """{"a":"\u003cb\u003e \u0026 é \u00e9 \"q\""}""");
        Assert.Equal("""{"a":"<b> & é é \"q\""}""", await host.CallAsync("get_namespace", """{"namespace_id":1}"""));
    }

    [Fact]
    public async Task Unknown_fields_nulls_and_odd_types_fail_nothing()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/issues/1")
            .Answer(200, """{"iid":"1","labels":null,"author":7,"milestone":[{"id":1,"x":2}],"brand_new":{"a":1}}""");
        Assert.Equal(
            """{"iid":"1","author":7,"milestone":[{"id":1}]}""",
            await host.CallAsync("get_issue", """{"project_id":1,"issue_iid":1}""")
        );
    }

    [Fact]
    public async Task A_long_description_is_read_window_by_window_without_loss()
    {
        await using var host = await ToolsHost.StartAsync();
        var description = string.Concat(Enumerable.Range(0, 60_000).Select(number => $"{number} 😀 "));
        host.GitLab.World.Project("1")!.Issues[0]["description"] = description;
        var read = "";
        for (var offset = 0; ; )
        {
            var text = await host.CallAsync("get_issue", $$"""{"project_id":1,"issue_iid":1,"offset":{{offset}}}""");
            Assert.InRange(text.Length, 1, AnswerShape.MostBytes);
            var window = (string)JsonNode.Parse(text)!["description"]!;
            var note = window.LastIndexOf("\n[characters ", StringComparison.Ordinal);
            read += window[..note];
            Assert.Contains($"of {description.Length}", window[note..], StringComparison.Ordinal);
            if (window.EndsWith(": the end]", StringComparison.Ordinal))
            {
                break;
            }

            offset = int.Parse(window[(window.LastIndexOf('=') + 1)..].Split(' ')[0], null);
        }

        Assert.Equal(description, read);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task A_page_that_does_not_fit_goes_on_where_it_stopped(int perPage)
    {
        await using var host = await ToolsHost.StartAsync();
        var project = host.GitLab.World.Project("2")!;
        for (var number = 0; number < 45; number++)
        {
            project.WithNote(1, "bob", $"note {number} " + new string('x', 17_000 + (1_000 * (number % 7))));
        }

        List<string> seen = [];
        int? page = 1;
        while (page is not null)
        {
            var text = await host.CallAsync(
                "list_issue_discussions",
                $$"""{"project_id":2,"issue_iid":1,"page":{{page}},"per_page":{{perPage}}}"""
            );
            Assert.InRange(text.Length, 1, AnswerShape.MostBytes);
            var answer = JsonNode.Parse(text)!;
            seen.AddRange(answer["items"]!.AsArray().Select(item => ((string)item!["notes"]![0]!["body"]!).Split(' ')[1]));
            (page, perPage) = ((int?)answer["next_page"], (int?)answer["next_per_page"] ?? perPage);
            Assert.Equal(answer["next_per_page"] is not null, answer["note"] is not null);
        }

        Assert.Equal(Enumerable.Range(0, 45).Select(number => number.ToString(null, null)), seen);
    }

    [Fact]
    public async Task One_entry_that_is_too_long_says_that_it_is_shortened()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.World.Project("2")!.WithNote(1, "bob", new string('x', 300_000)).WithNote(1, "bob", "short");
        var text = await host.CallAsync("list_issue_discussions", """{"project_id":2,"issue_iid":1}""");
        Assert.InRange(text.Length, 1, AnswerShape.MostBytes);
        Assert.Contains("of 300000", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attachments_come_as_text_windows_base64_or_a_sentence()
    {
        var world = ToolsHost.World();
        world
            .World.Project("1")!
            .WithUpload("s", "long.txt", System.Text.Encoding.UTF8.GetBytes(new string('a', 30_000) + "end"), "application/octet-stream")
            .WithUpload("s", "dot.png", [0x89, 0x50, 0, 1], "image/png")
            .WithUpload("s", "film.mp4", new byte[100_000], "video/mp4");
        await using var host = await ToolsHost.StartAsync(world);
        Assert.Contains(
            "offset=20000",
            await host.CallAsync("download_attachment", """{"project_id":1,"secret":"s","filename":"long.txt"}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "aaaend",
            await host.CallAsync("download_attachment", """{"project_id":1,"secret":"s","filename":"long.txt","offset":20000}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"base64\":\"iVAAAQ==\"",
            await host.CallAsync("download_attachment", """{"project_id":1,"secret":"s","filename":"dot.png"}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "100000 bytes",
            await host.RefusalAsync("download_attachment", """{"project_id":1,"secret":"s","filename":"film.mp4"}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_upload_arrives_as_it_was_sent()
    {
        await using var host = await ToolsHost.StartAsync();
        await host.CallAsync("upload_markdown", """{"project_id":1,"filename":"dot.png","content_base64":"iVAAAQ=="}""");
        Assert.Contains(
            "\"base64\":\"iVAAAQ==\"",
            await host.CallAsync(
                "download_attachment",
                """{"project_id":1,"secret":"0123456789abcdef0123456789abcdef","filename":"dot.png"}"""
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task As_much_as_Edge_takes_can_be_uploaded()
    {
        await using var host = await ToolsHost.StartAsync();
        await host.CallAsync(
            "upload_markdown",
            new JsonObject
            {
                ["project_id"] = 1,
                ["filename"] = "a.txt",
                ["content"] = new string('a', (4 * 1024 * 1024) - 100),
            }.ToJsonString()
        );
        Assert.InRange(Assert.Single(host.GitLab.Requests).Body.Length, 4_000_000, 5_000_000);
    }

    [Fact]
    public async Task Users_that_are_not_there_are_named()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.EndsWith(
            "\"not_found\":[\"carol\"]}",
            await host.CallAsync("get_users", """{"usernames":["bob","carol"]}"""),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("search_replace", "<<<<<<< SEARCH\nnot there\n=======\nx\n>>>>>>> REPLACE", "does not have")]
    [InlineData("search_replace", "<<<<<<< SEARCH\nl\n=======\nx\n>>>>>>> REPLACE", "fits 2 places")]
    [InlineData("search_replace", "old -> new", "has no block")]
    [InlineData("search_replace", "<<<<<<< SEARCH\nold", "not complete")]
    [InlineData("unified_diff", "@@ -1 +1 @@\n-nope\n+x", "does not fit")]
    [InlineData("unified_diff", "-old\n+new", "has no hunk")]
    public async Task A_patch_that_does_not_apply_changes_nothing(string type, string patch, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        var arguments = new JsonObject
        {
            ["project_id"] = 1,
            ["issue_iid"] = 2,
            ["patch_type"] = type,
            ["patch"] = patch,
        };
        Assert.Contains(
            part,
            await host.RefusalAsync("update_issue_description_patch", arguments.ToJsonString()),
            StringComparison.Ordinal
        );
        Assert.Equal("GET", Assert.Single(host.GitLab.Requests).Method);
    }
}
