using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Files are created or updated by what is there, and what is sent is checked before.</summary>
public sealed class WriteFileTests
{
    private const string Api = "/api/v4/projects/1/";

    [Fact]
    public async Task A_file_without_an_action_is_created_or_updated()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("HEAD", Api + "repository/files/src%2Fold.cs").Answer(200, "", ("X-Gitlab-Size", "13000000"));
        host.GitLab.On("HEAD", Api + "repository/files/new.cs").Answer(404, "");
        host.GitLab.On("POST", Api + "repository/commits").Answer(201, """{"id":"beef"}""");
        await host.CallAsync(
            "push_files",
            """
            {"project_id":1,"branch":"main","commit_message":"m","files":[{"file_path":"src/old.cs","content":"x"},
              {"file_path":"new.cs","content":"y"},{"file_path":"b","previous_path":"a"},{"file_path":"run.sh","execute_filemode":true},
              {"file_path":"gone","action":"delete"}]}
            """
        );
        Assert.Equal(
            ["update", "create", "move", "chmod", "delete"],
            host.GitLab.Requests[^1].Json!["actions"]!.AsArray().Select(action => (string?)action!["action"])
        );
        Assert.All(host.GitLab.Requests.SkipLast(1), request => Assert.Equal(("HEAD", "ref=main"), (request.Method, request.Query)));
    }

    [Fact]
    public async Task Nothing_is_written_when_it_is_unknown_whether_a_file_exists()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("HEAD", Api + "repository/files/a").Answer(403, "");
        Assert.Contains(
            "forbids",
            await host.RefusalAsync(
                "push_files",
                """{"project_id":1,"branch":"main","commit_message":"m","files":[{"file_path":"a","content":"x"}]}"""
            ),
            StringComparison.Ordinal
        );
        Assert.Single(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("not base64!!", "is not valid base64")]
    [InlineData("AAE", "is not valid base64")]
    [InlineData("data:image/png;base64,iVAAAQ==", "begins with data:")]
    public async Task What_is_no_base64_is_refused_before_anything_is_sent(string content, string sentence)
    {
        await using var host = await ToolsHost.StartAsync();
        foreach (
            var (tool, arguments) in new (string, JsonObject)[]
            {
                (
                    "create_or_update_file",
                    new()
                    {
                        ["file_path"] = "a",
                        ["content"] = content,
                        ["encoding"] = "base64",
                    }
                ),
                (
                    "push_files",
                    new()
                    {
                        ["files"] = new JsonArray(
                            new JsonObject
                            {
                                ["file_path"] = "a",
                                ["action"] = "update",
                                ["content"] = content,
                                ["encoding"] = "base64",
                            }
                        ),
                    }
                ),
                ("upload_markdown", new() { ["filename"] = "a", ["content_base64"] = content }),
            }
        )
        {
            arguments["project_id"] = 1;
            if (tool != "upload_markdown")
            {
                (arguments["branch"], arguments["commit_message"]) = ("main", "m");
            }

            Assert.Contains(sentence, await host.RefusalAsync(tool, arguments.ToJsonString()), StringComparison.Ordinal);
        }

        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("a\"b.txt", "filename=\"a%22b.txt\"")]
    [InlineData("отчёт.txt", "filename=\"отчёт.txt\"")]
    [InlineData("日本 \ud83d\ude00.png", "filename=\"日本 \ud83d\ude00.png\"")]
    public async Task The_name_of_a_file_goes_out_as_RFC_7578_says(string name, string header)
    {
        await using var host = await ToolsHost.StartAsync();
        var arguments = new JsonObject
        {
            ["project_id"] = 1,
            ["filename"] = name,
            ["content"] = "x",
        };
        var answer = JsonNode.Parse(await host.CallAsync("upload_markdown", arguments.ToJsonString()))!;
        Assert.Equal(name, (string?)answer["alt"]);
        Assert.Contains(
            $"Content-Disposition: form-data; name=\"file\"; {header}\r\n",
            host.GitLab.Requests[^1].Body,
            StringComparison.Ordinal
        );

        arguments["dry_run"] = true;
        Assert.Equal(
            name,
            (string?)JsonNode.Parse(await host.CallAsync("upload_markdown", arguments.ToJsonString()))!["would_send"]![0]!["body"]!["file"]
        );
    }
}
