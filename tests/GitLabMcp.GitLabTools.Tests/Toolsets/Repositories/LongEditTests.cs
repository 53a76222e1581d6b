using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A small call does not make a large text.</summary>
public sealed class LongEditTests
{
    [Fact]
    public async Task An_edit_that_would_make_a_file_too_large_is_refused_before_it_is_made()
    {
        await using var host = await ToolsHost.StartAsync();
        var file = new JsonObject
        {
            ["file_path"] = "a.txt",
            ["encoding"] = "base64",
            ["content"] = Convert.ToBase64String(Enumerable.Repeat((byte)'a', 900_000).ToArray()),
            ["last_commit_id"] = "c0ffee",
        };
        host.GitLab.On("GET", "/api/v4/projects/1/repository/files/a.txt").Answer(200, file.ToJsonString());
        var arguments = new JsonObject
        {
            ["project_id"] = 1,
            ["branch"] = "main",
            ["file_path"] = "a.txt",
            ["old_text"] = "a",
            ["new_text"] = new string('b', 4_000),
            ["replace_all"] = true,
            ["commit_message"] = "x",
        };
        Assert.Contains("too large", await host.RefusalAsync("edit_file", arguments.ToJsonString()), StringComparison.Ordinal);
        Assert.Single(host.GitLab.Requests);
    }

    [Fact]
    public async Task A_patch_whose_blocks_multiply_is_refused()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("GET", "/api/v4/projects/1/issues/2").Answer(200, """{"iid":2,"description":"aaaaaaaaaa"}""");
        var block = $"<<<<<<< SEARCH\na\n=======\n{new string('a', 100)}\n>>>>>>> REPLACE\n";
        var arguments = new JsonObject
        {
            ["project_id"] = 1,
            ["issue_iid"] = 2,
            ["patch_type"] = "search_replace",
            ["patch"] = string.Concat(Enumerable.Repeat(block, 8)),
            ["allow_multiple"] = true,
        };
        Assert.Contains(
            "longer than GitLab takes",
            await host.RefusalAsync("update_issue_description_patch", arguments.ToJsonString()),
            StringComparison.Ordinal
        );
        Assert.Single(host.GitLab.Requests);
    }
}
