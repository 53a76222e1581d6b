using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GitLabMcp.Fake;
using GitLabMcp.GitLabTools.Contract;
using Google.Protobuf;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Work that a newcomer does in the demo, and what is different afterwards.</summary>
public sealed partial class DemoTests
{
    [Fact]
    public async Task Who_asks_for_access_becomes_a_member()
    {
        await using var demo = await StartAsync();
        await CallAsync(demo, "approve_access_request", "\"user_id\":\"carol\",\"access_level\":20");
        Assert.Contains("\"username\":\"carol\"", await CallAsync(demo, "list_project_members", ""), StringComparison.Ordinal);
        Assert.Equal("""{"items":[],"total":0}""", await CallAsync(demo, "list_access_requests", ""));
        await CallAsync(demo, "update_member", "\"user_id\":\"carol\",\"access_level\":30");
        await CallAsync(demo, "remove_member", "\"user_id\":\"carol\"");
        Assert.DoesNotContain("carol", await CallAsync(demo, "list_project_members", ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_becomes_a_merge_request_that_is_merged()
    {
        await using var demo = await StartAsync();
        await CallAsync(demo, "create_branch", "\"branch\":\"paint\"");
        await CallAsync(
            demo,
            "create_or_update_file",
            "\"branch\":\"paint\",\"file_path\":\"door.txt\",\"content\":\"green\\n\",\"commit_message\":\"Paint it\""
        );
        var created = await CallAsync(
            demo,
            "create_merge_request",
            "\"title\":\"Paint the door\",\"source_branch\":\"paint\",\"target_branch\":\"main\""
        );
        Assert.Contains("\"iid\":3", created, StringComparison.Ordinal);
        Assert.Contains(
            "door.txt",
            await CallAsync(demo, "list_merge_request_changed_files", "\"merge_request_iid\":3"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"not_approved\"",
            await CallAsync(demo, "get_merge_request", "\"merge_request_iid\":3"),
            StringComparison.Ordinal
        );
        await CallAsync(demo, "approve_merge_request", "\"merge_request_iid\":3");
        await CallAsync(demo, "merge_merge_request", "\"merge_request_iid\":3");
        Assert.Contains(
            "\"state\":\"merged\"",
            await CallAsync(demo, "get_merge_request", "\"merge_request_iid\":3"),
            StringComparison.Ordinal
        );
        Assert.Contains("green", await CallAsync(demo, "get_file_contents", "\"file_path\":\"door.txt\""), StringComparison.Ordinal);
        Assert.Contains("garden/greenhouse!3", await CallAsync(demo, "get_commit", "\"sha\":\"main\""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merging_closes_the_issue_that_it_is_for()
    {
        await using var demo = await StartAsync();
        await CallAsync(demo, "approve_merge_request", "\"merge_request_iid\":1");
        await CallAsync(demo, "merge_merge_request", "\"merge_request_iid\":1,\"should_remove_source_branch\":true");
        Assert.Contains("\"state\":\"closed\"", await CallAsync(demo, "get_issue", "\"issue_iid\":1"), StringComparison.Ordinal);
        Assert.DoesNotContain("\"name\":\"fix-humidity\"", await CallAsync(demo, "list_branches", ""), StringComparison.Ordinal);
        Assert.Contains("\"open_issues_count\":1", await CallAsync(demo, "get_project", ""), StringComparison.Ordinal);
        Assert.Contains("credible", await CallAsync(demo, "get_merge_request_diffs", "\"merge_request_iid\":1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_that_merges_is_refused_until_it_is_confirmed()
    {
        await using var demo = await ToolsHost.StartAsync(DemoWorld.Build().AsDemo(), settings: ["--GITLAB_CONFIRM_DESTRUCTIVE=true"]);
        const string Comment = $$"""{{{Project}},"merge_request_iid":1,"body":"Looks good.\n/merge"}""";
        await CallAsync(demo, "approve_merge_request", "\"merge_request_iid\":1");
        var refusal = await demo.RefusalAsync("create_merge_request_note", Comment, DemoWorld.Token);
        Assert.Contains("GitLab would carry out line 2 of body: /merge.", refusal, StringComparison.Ordinal);
        Assert.Contains(
            "\"state\":\"opened\"",
            await CallAsync(demo, "get_merge_request", "\"merge_request_iid\":1"),
            StringComparison.Ordinal
        );

        var confirm = Confirmation().Match(refusal).Groups[1].Value;
        var (response, _) = await demo.ConfirmAsync(
            "create_merge_request_note",
            ConfirmationCalls.With(Comment, "confirm", confirm),
            ConfirmationUse.First,
            token: DemoWorld.Token
        );
        Assert.False(response.Result.IsError, response.Result.Text);
        Assert.Contains(
            "\"state\":\"merged\"",
            await CallAsync(demo, "get_merge_request", "\"merge_request_iid\":1"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_suggestion_is_applied_and_a_comment_on_a_line_needs_only_the_line()
    {
        await using var demo = await StartAsync();
        var threads = JsonNode.Parse(await CallAsync(demo, "mr_discussions", "\"merge_request_iid\":1"))!["items"]!.AsArray();
        var suggestion = Assert.Single(
            threads.SelectMany(thread => thread!["notes"]!.AsArray()).SelectMany(note => note!["suggestions"] as JsonArray ?? [])
        );
        await CallAsync(demo, "apply_suggestions", $"\"merge_request_iid\":1,\"suggestion_ids\":[{suggestion!["id"]}]");
        Assert.Contains(
            "# A wet sensor reads more than there can be.",
            await CallAsync(demo, "get_file_contents", "\"file_path\":\"src/humidity.py\",\"ref\":\"fix-humidity\""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"new_line\":7",
            await CallAsync(
                demo,
                "create_merge_request_thread",
                "\"merge_request_iid\":1,\"body\":\"And none?\",\"position\":{\"new_path\":\"src/humidity.py\",\"new_line\":7}"
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_commit_is_picked_and_reverted_and_a_merge_request_is_rebased()
    {
        await using var demo = await StartAsync();
        await CallAsync(demo, "create_branch", "\"branch\":\"v1\",\"ref\":\"v1.0\"");
        Assert.Equal(
            """{"dry_run":"success"}""",
            await CallAsync(demo, "cherry_pick_commit", "\"sha\":\"fix-humidity\",\"branch\":\"v1\",\"dry_run\":true")
        );
        await CallAsync(demo, "cherry_pick_commit", "\"sha\":\"fix-humidity\",\"branch\":\"v1\"");
        const string Read = "\"file_path\":\"src/humidity.py\",\"ref\":\"v1\"";
        Assert.Contains("credible", await CallAsync(demo, "get_file_contents", Read), StringComparison.Ordinal);
        var picked = JsonNode.Parse(await CallAsync(demo, "get_commit", "\"sha\":\"v1\""))!["id"];
        await CallAsync(demo, "revert_commit", $"\"sha\":\"{picked}\",\"branch\":\"v1\"");
        Assert.DoesNotContain("credible", await CallAsync(demo, "get_file_contents", Read), StringComparison.Ordinal);

        await CallAsync(
            demo,
            "create_or_update_file",
            "\"branch\":\"main\",\"file_path\":\"door.txt\",\"content\":\"green\\n\",\"commit_message\":\"Paint it\""
        );
        await CallAsync(demo, "rebase_merge_request", "\"merge_request_iid\":1");
        Assert.Contains(
            "green",
            await CallAsync(demo, "get_file_contents", "\"file_path\":\"door.txt\",\"ref\":\"fix-humidity\""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_snippet_is_made_changed_read_and_deleted()
    {
        await using var demo = await StartAsync();
        var made = JsonNode.Parse(
            await CallAsync(demo, "create_snippet", "\"title\":\"List\",\"files\":[{\"file_path\":\"a.txt\",\"content\":\"A\"}]")
        )!["id"];
        await CallAsync(
            demo,
            "update_snippet",
            $"\"snippet_id\":{made},\"files\":[{{\"action\":\"create\",\"file_path\":\"b.txt\",\"content\":\"B\"}}]"
        );
        Assert.Contains(
            """
            "files":[{"path":"a.txt","content":"A"},{"path":"b.txt","content":"B"}]
            """,
            await CallAsync(demo, "get_snippet", $"\"snippet_id\":{made}"),
            StringComparison.Ordinal
        );
        await CallAsync(demo, "delete_snippet", $"\"snippet_id\":{made}");
        Assert.DoesNotContain("\"List\"", await CallAsync(demo, "list_snippets", ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_stands_in_its_thread()
    {
        await using var demo = await StartAsync();
        var threads = JsonNode.Parse(await CallAsync(demo, "mr_discussions", "\"merge_request_iid\":1"))!["items"]!.AsArray();
        var thread = (string)threads[0]!["id"]!;
        await CallAsync(
            demo,
            "create_merge_request_discussion_note",
            $"\"merge_request_iid\":1,\"discussion_id\":\"{thread}\",\"body\":\"None.\""
        );
        await CallAsync(demo, "resolve_merge_request_thread", $"\"merge_request_iid\":1,\"discussion_id\":\"{thread}\",\"resolved\":true");
        var now = JsonNode.Parse(await CallAsync(demo, "mr_discussions", "\"merge_request_iid\":1"))!["items"]!.AsArray();
        Assert.Equal([true, true, true], now[0]!["notes"]!.AsArray().Select(note => (bool)note!["resolved"]!));
    }

    [GeneratedRegex("confirm=([A-Za-z0-9_-]+)")]
    private static partial Regex Confirmation();
}
