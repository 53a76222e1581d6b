using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A patch of a description is held to what the whole text does afterwards.</summary>
public sealed class QuickActionPatchTests
{
    [Theory]
    [InlineData("search_replace", "<<<<<<< SEARCH\nold\n=======\nnew\n/merge\n>>>>>>> REPLACE", "Line 2 of patch is /merge")]
    [InlineData("unified_diff", "@@ -1,2 +1,3 @@\n first\n+/merge\n old", "Line 1 of patch is /merge")]
    public async Task What_a_patch_adds_is_held_to_what_is_denied(string kind, string patch, string refusal)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_DENIED_TOOLS_REGEX=^merge_"]);
        Assert.StartsWith(refusal, await PatchAsync(host, kind, patch), StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("first\ndo not /merge\nlast", "do not /merge", "/merge now", "Line 1 of patch")]
    [InlineData("first\ndo not /merge\nlast", "do not ", "", "would carry out line 2 of the description, /merge,")]
    [InlineData("```\n/merge\n```", "```\n/", "/", "would carry out line 1 of the description, /merge,")]
    [InlineData("> quote\n> /merge", "> /", "/", "would carry out line 2 of the description, /merge,")]
    public async Task A_patch_does_not_make_an_action_of_a_text(string description, string old, string @new, string refusal)
    {
        await using var host = await ToolsHost.StartAsync(World(description), settings: ["--GITLAB_DENIED_TOOLS_REGEX=^merge_"]);
        var sentence = await PatchAsync(host, "search_replace", $"<<<<<<< SEARCH\n{old}\n=======\n{@new}\n>>>>>>> REPLACE");
        Assert.Contains(refusal, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(host.GitLab.Requests, request => request.Method != "GET");
    }

    [Fact]
    public async Task A_patch_with_an_action_that_may_be_done_is_sent()
    {
        await using var host = await ToolsHost.StartAsync(World("first\nold\nlast"));
        var answer = await host.CallAsync(
            "update_issue_description_patch",
            Arguments("search_replace", "<<<<<<< SEARCH\nold\n=======\nnew\n/close\n>>>>>>> REPLACE")
        );
        Assert.Contains("\"updated\":true", answer, StringComparison.Ordinal);
    }

    private static Fake.FakeGitLab World(string description) =>
        new Fake.FakeGitLab()
            .WithUser("alice", ToolsHost.Alice)
            .WithProject("group/app", project => project.WithIssue("A", "alice", issue => issue["description"] = description));

    private static Task<string> PatchAsync(ToolsHost host, string kind, string patch) =>
        host.RefusalAsync("update_issue_description_patch", Arguments(kind, patch));

    private static string Arguments(string kind, string patch) =>
        new JsonObject
        {
            ["project_id"] = "group/app",
            ["issue_iid"] = 1,
            ["patch_type"] = kind,
            ["patch"] = patch,
        }.ToJsonString();
}
