using System.Text;
using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A part of a file is changed, and nothing else of it.</summary>
public sealed class EditFileTests
{
    private const string Api = "/api/v4/projects/1/repository/";

    [Theory]
    [InlineData("a\nb\nc\n", "b", "x", "a\nx\nc\n", "@@ line 2 @@\n-b\n+x")]
    [InlineData("a\r\nb\r\nc\r\n", "a\nb\n", "a\nx\ny\n", "a\r\nx\r\ny\r\nc\r\n", "@@ line 2 @@\n-b\n+x\n+y")]
    [InlineData("a\nb\nc", "b\r\nc", "x\r\ny", "a\nx\ny", "@@ line 2 @@\n-b\n-c\n+x\n+y")]
    [InlineData("a\r\nb\nc\r\n", "b", "x\ny", "a\r\nx\r\ny\nc\r\n", "@@ line 2 @@\n-b\n+x\n+y")]
    [InlineData("a\r\nb\nc\nd\r\n", "b\nc", "x\ny", "a\r\nx\ny\nd\r\n", "@@ line 2 @@\n-b\n-c\n+x\n+y")]
    [InlineData("a\r\nb\r\n", "\nb\n", "\n", "a\r\n", "@@ line 2 @@\n-b")]
    [InlineData("one", "one", "", "", "@@ line 1 @@\n-one\n+")]
    [InlineData("if (a)\n    b();\n", "b();", "c(\"\\n\");", "if (a)\n    c(\"\\n\");\n", "@@ line 2 @@\n-    b();\n+    c(\"\\n\");")]
    [InlineData("a.b", "a.b", "é😀", "é😀", "@@ line 1 @@\n-a.b\n+é😀")]
    public async Task Keeps_all_that_is_not_meant(string before, string old, string @new, string after, string diff)
    {
        await using var host = await StartAsync(Encoding.UTF8.GetBytes(before));
        var answer = JsonNode.Parse(await host.CallAsync("edit_file", Call(old, @new)))!;
        Assert.Equal(after, Encoding.UTF8.GetString(Written(host)));
        Assert.Equal(diff, (string?)answer["diff"]);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Keeps_the_mark_and_encoding_of_a_file(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] Bytes(string text) => [.. encoding.Preamble, .. encoding.GetBytes(text)];
        await using var host = await StartAsync(Bytes("grün\r\nblau\r\n"));
        await host.CallAsync("edit_file", Call("grün\nblau", "röt\nblau"));
        Assert.Equal(Bytes("röt\r\nblau\r\n"), Written(host));
    }

    [Fact]
    public async Task Keeps_bytes_of_an_encoding_that_nobody_tells()
    {
        await using var host = await StartAsync([0x67, 0xFC, 0x0A, 0x61]);
        Assert.Contains("is not written in UTF-8", await host.RefusalAsync("edit_file", Call("gü", "x")), StringComparison.Ordinal);
        Assert.Contains("is not written in UTF-8", await host.RefusalAsync("edit_file", Call("a", "ü")), StringComparison.Ordinal);
        await host.CallAsync("edit_file", Call("a", "b"));
        Assert.Equal([0x67, 0xFC, 0x0A, 0x62], Written(host));
    }

    [Theory]
    [InlineData("a\nb\na\n", "a", "old_text stands in x 2 times, at lines 1, 3.")]
    [InlineData("aaa", "aa", "2 times, at lines 1, 1.")]
    [InlineData("a a a a a a a a a a a a", "a", "more than 10 times")]
    [InlineData("a\n", "b", "old_text does not stand in x on main.")]
    [InlineData("a\n", "A", "old_text does not stand in x on main.")]
    [InlineData("a\n", "", "1 to 50000 characters")]
    [InlineData("a\n", "new", "the same")]
    [InlineData("a\0new", "a", "is no text")]
    public async Task Refuses_what_is_not_exactly_one_place_and_writes_nothing(string before, string old, string part)
    {
        await using var host = await StartAsync(Encoding.UTF8.GetBytes(before));
        Assert.Contains(part, await host.RefusalAsync("edit_file", Call(old, "new")), StringComparison.Ordinal);
        Assert.DoesNotContain(host.GitLab.Requests, request => request.Method != "GET");
    }

    [Fact]
    public async Task Replaces_every_place_when_asked_and_shows_lines_once()
    {
        await using var host = await StartAsync("a a\r\nb\r\na\r\n"u8.ToArray());
        var answer = JsonNode.Parse(await host.CallAsync("edit_file", Call("a", "c\nd", all: true)))!;
        Assert.Equal("c\r\nd c\r\nd\r\nb\r\nc\r\nd\r\n", Encoding.UTF8.GetString(Written(host)));
        Assert.Equal(3, (int)answer["places"]!);
        Assert.Equal("@@ line 1 @@\n-a a\n+c\n+d c\n+d\n@@ line 3 @@\n-a\n+c\n+d", (string?)answer["diff"]);
    }

    [Fact]
    public async Task A_large_file_is_refused_and_a_long_change_told_in_part()
    {
        await using var large = await StartAsync(new byte[1_000_001]);
        Assert.Contains(
            "x has 1000001 bytes; at most 1000000",
            await large.RefusalAsync("edit_file", Call("a", "b")),
            StringComparison.Ordinal
        );

        await using var host = await StartAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("some line\n", 50_000))));
        var answer = await host.CallAsync("edit_file", Call("line", "word", all: true));
        Assert.Contains("more places]", answer, StringComparison.Ordinal);
        Assert.InRange(answer.Length, 1_000, 10_000);
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_not_overwritten()
    {
        await using var host = await StartAsync("a"u8.ToArray());
        host.GitLab.On("POST", Api + "commits").Answer(400, """{"message":"The file has changed since you started editing it: x"}""");
        Assert.Contains(
            "x has changed on main since commit c0ffee. Read it again",
            await host.RefusalAsync("edit_file", Call("a", "b")),
            StringComparison.Ordinal
        );

        var call = JsonNode.Parse(Call("a", "b"))!;
        call["last_commit_id"] = "older";
        Assert.Contains("since commit older", await host.RefusalAsync("edit_file", call.ToJsonString()), StringComparison.Ordinal);
        Assert.Equal(
            ["c0ffee", "older"],
            host.GitLab.Requests.Where(request => request.Method == "POST")
                .Select(request => (string?)request.Json!["actions"]![0]!["last_commit_id"])
        );
    }

    [Fact]
    public async Task What_GitLab_refuses_is_said_as_GitLab_says_it()
    {
        await using var host = await StartAsync("a"u8.ToArray());
        host.GitLab.On("POST", Api + "commits").Answer(400, """{"message":"You are not allowed to push into this branch"}""");
        Assert.Contains("not allowed to push", await host.RefusalAsync("edit_file", Call("a", "b")), StringComparison.Ordinal);
        host.GitLab.On("POST", Api + "commits").Answer(200, "<html>");
        Assert.Contains(
            "unknown whether the change was made",
            await host.RefusalAsync("edit_file", Call("a", "b")),
            StringComparison.Ordinal
        );
        host.GitLab.On("GET", Api + "files/x").Answer(404, """{"message":"404 File Not Found"}""");
        Assert.Contains("404: File Not Found", await host.RefusalAsync("edit_file", Call("a", "b")), StringComparison.Ordinal);
    }

    private static async Task<ToolsHost> StartAsync(byte[] content)
    {
        var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", Api + "files/x")
            .Answer(
                200,
                new JsonObject
                {
                    ["file_path"] = "x",
                    ["encoding"] = "base64",
                    ["content"] = Convert.ToBase64String(content),
                    ["last_commit_id"] = "c0ffee",
                }.ToJsonString()
            );
        host.GitLab.On("POST", Api + "commits").Answer(201, """{"id":"beef"}""");
        return host;
    }

    private static string Call(string old, string @new, bool all = false) =>
        new JsonObject
        {
            ["project_id"] = 1,
            ["branch"] = "main",
            ["file_path"] = "x",
            ["old_text"] = old,
            ["new_text"] = @new,
            ["commit_message"] = "m",
            ["replace_all"] = all,
        }.ToJsonString();

    private static byte[] Written(ToolsHost host) =>
        Convert.FromBase64String(
            (string)host.GitLab.Requests.Single(request => request.Method == "POST").Json!["actions"]![0]!["content"]!
        );
}
