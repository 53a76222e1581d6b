using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Toolsets;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Browsers write descriptions with CRLF. A patch applies to them all the same, and their lines go on ending so.</summary>
public sealed class PatchLineEndTests
{
    [Theory]
    [InlineData("search_replace", "<<<<<<< SEARCH\nfirst\nold\n=======\nfirst\nnew\nmore\n>>>>>>> REPLACE")]
    [InlineData("search_replace", "<<<<<<< SEARCH\r\nfirst\r\nold\r\n=======\r\nfirst\r\nnew\r\nmore\r\n>>>>>>> REPLACE")]
    [InlineData("unified_diff", "@@ -1,3 +1,4 @@\n first\n-old\n+new\n+more\n last")]
    public async Task A_patch_keeps_crlf(string kind, string patch)
    {
        await using var host = await ToolsHost.StartAsync(
            new Fake.FakeGitLab()
                .WithUser("alice", ToolsHost.Alice)
                .WithProject(
                    "group/app",
                    project => project.WithIssue("A", "alice", issue => issue["description"] = "first\r\nold\r\nlast")
                )
        );
        await host.CallAsync(
            "update_issue_description_patch",
            new JsonObject
            {
                ["project_id"] = 1,
                ["issue_iid"] = 1,
                ["patch_type"] = kind,
                ["patch"] = patch,
            }.ToJsonString()
        );
        Assert.Equal(
            "first\r\nnew\r\nmore\r\nlast",
            (string?)host.GitLab.Requests.Single(request => request.Method == "PUT").Json!["description"]
        );
    }

    [Theory]
    [InlineData("a\r\nb\nc\r\nd\r\n", "b", "x\ny", "a\r\nx\r\ny\nc\r\nd\r\n")]
    [InlineData("a\nb\nc\n", "b", "x\ny", "a\nx\ny\nc\n")]
    [InlineData("a\r\nb", "a\nb", "", "")]
    public void Mixed_ends_stay_where_they_are(string text, string old, string @new, string expected)
    {
        var unified = LineEnds.Unified(text);
        Assert.Equal(expected, LineEnds.Restored(text, unified, unified.Replace(old, @new, StringComparison.Ordinal)));
    }
}
