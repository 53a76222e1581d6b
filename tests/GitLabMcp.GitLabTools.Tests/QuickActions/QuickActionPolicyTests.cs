using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Contract;
using GitLabMcp.GitLabTools.QuickActions;
using static GitLabMcp.GitLabTools.Tests.ConfirmationCalls;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A text does nothing that the tools which do the same may not do.</summary>
public sealed class QuickActionPolicyTests
{
    private const string Project = "\"project_id\":\"group/app\"";

    /// <summary>Every tool that sends a text, with the argument that holds it.</summary>
    public static IEnumerable<TheoryDataRow<string, string, string>> Texts =>
        [
            new("create_issue", $$"""{{{Project}},"title":"t"}""", "description"),
            new("update_issue", $$"""{{{Project}},"issue_iid":1}""", "description"),
            new("create_note", $$"""{{{Project}},"noteable_type":"issue","noteable_iid":1}""", "body"),
            new("create_issue_note", $$"""{{{Project}},"issue_iid":1}""", "body"),
            new("update_issue_note", $$"""{{{Project}},"issue_iid":1,"discussion_id":"d1","note_id":1}""", "body"),
            new("create_merge_request", $$"""{{{Project}},"title":"t","source_branch":"a","target_branch":"b"}""", "description"),
            new("update_merge_request", $$"""{{{Project}},"merge_request_iid":5}""", "description"),
            new("create_merge_request_note", $$"""{{{Project}},"merge_request_iid":5}""", "body"),
            new("create_merge_request_thread", $$"""{{{Project}},"merge_request_iid":5}""", "body"),
            new("create_merge_request_discussion_note", $$"""{{{Project}},"merge_request_iid":5,"discussion_id":"d"}""", "body"),
            new("update_merge_request_note", $$"""{{{Project}},"merge_request_iid":5,"note_id":1}""", "body"),
            new(
                "update_merge_request_discussion_note",
                $$"""{{{Project}},"merge_request_iid":5,"discussion_id":"d","note_id":1}""",
                "body"
            ),
            new("create_draft_note", $$"""{{{Project}},"merge_request_iid":5}""", "body"),
            new("update_draft_note", $$"""{{{Project}},"merge_request_iid":5,"draft_note_id":1}""", "body"),
            new("bulk_publish_draft_notes", $$"""{{{Project}},"merge_request_iid":5}""", "note"),
            new("create_commit_comment", $$"""{{{Project}},"sha":"c0ffee"}""", "body"),
            new("create_work_item", $$"""{{{Project}},"title":"t"}""", "description"),
            new("update_work_item", $$"""{{{Project}},"iid":"1"}""", "description"),
            new("create_work_item_note", $$"""{{{Project}},"iid":"1"}""", "body"),
        ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Every_text_is_held_to_what_is_denied(string tool, string arguments, string text)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_DENIED_TOOLS_REGEX=^merge_"]);
        var refusal = await host.RefusalAsync(tool, With(arguments, text, "ok\n/merge"));
        Assert.StartsWith($"Line 2 of {text} is /merge, a quick action", refusal, StringComparison.Ordinal);
        Assert.Contains("merge_merge_request, which does the same, is denied here", refusal, StringComparison.Ordinal);
        Assert.Contains("in backticks", refusal, StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    /// <summary>The same, but for those of GraphQL: see WorkItemNoteTests.</summary>
    public static IEnumerable<TheoryDataRow<string, string, string>> RestTexts =>
        Texts.Where(row => !row.Data.Item1.Contains("work_item", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(RestTexts))]
    public async Task Every_text_that_does_harm_is_confirmed(string tool, string arguments, string text)
    {
        await using var host = await StartAsync("true");
        var harmful = With(arguments, text, "ok\n/unlink #3");
        var refusal = await host.RefusalAsync(tool, harmful);
        Assert.Contains("must be confirmed here", refusal, StringComparison.Ordinal);
        Assert.Contains($"GitLab would carry out line 2 of {text}: /unlink #3.", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain(host.GitLab.Requests, request => request.Method != "GET");

        var preview = JsonNode.Parse(await host.CallAsync(tool, With(harmful, "dry_run", true)))!;
        Assert.Equal($"line 2 of {text}: /unlink #3", (string?)preview["quick_actions"]![0]);
        var (response, _) = await host.ConfirmAsync(tool, With(harmful, "confirm", preview["confirm"]!.DeepClone()), ConfirmationUse.First);
        Assert.DoesNotContain("must be confirmed", response.Result.Text, StringComparison.Ordinal);
        Assert.Contains(host.GitLab.Requests, request => request.Method != "GET");
    }

    [Theory]
    [InlineData("/unlink #3", "delete_issue_link, which does the same, is not offered here")]
    [InlineData("/invite_email a@b.test", "no tool stands for it")]
    [InlineData("/some_new_word", "no tool stands for it")]
    public async Task A_mode_holds_for_texts(string line, string why)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_PERMISSION_MODE=modify"]);
        Assert.Contains(why, await host.RefusalAsync("create_issue_note", Note(line)), StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("/move other/app", false)]
    [InlineData("/clone other/app", false)]
    [InlineData("/clone", true)]
    [InlineData("/clone --with_notes", true)]
    [InlineData("/duplicate other/app#3", false)]
    [InlineData("/duplicate #3", true)]
    [InlineData("/relate #3 group/other#4", false)]
    [InlineData("/relate #3, #4", true)]
    [InlineData("/blocked_by https://gitlab.test/other/app/-/issues/3", false)]
    [InlineData("/promote", false)]
    [InlineData("/promote_to incident", true)]
    [InlineData("/epic &3", false)]
    [InlineData("/copy_metadata !3", true)]
    [InlineData("/some_new_word", false)]
    [InlineData("/close", true)]
    public async Task A_text_does_not_leave_the_allowed_projects(string line, bool isSent)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        var response = await host.SendAsync("create_issue_note", Note(line));
        Assert.Equal(isSent, !response.Result.IsError);
        Assert.Equal(isSent, host.GitLab.Requests.Any(request => request.Method != "GET"));
    }

    [Theory]
    [InlineData("/close")]
    [InlineData("/merge")]
    [InlineData("/some_new_word")]
    [InlineData("/move other/app")]
    public async Task Nothing_is_asked_where_nothing_is_limited(string line)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.CallAsync("create_issue_note", Note(line));
        Assert.Single(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("```\n/merge\n```")]
    [InlineData("> /merge")]
    [InlineData("hello /merge")]
    public async Task Code_and_quotes_are_sent_as_they_are(string body)
    {
        await using var host = await StartAsync("true");
        await host.CallAsync("create_issue_note", Note(body));
        Assert.Equal(body, (string?)JsonNode.Parse(host.GitLab.Requests.Single().Body)!["body"]);
    }

    [Fact]
    public async Task The_user_is_shown_the_line_that_GitLab_carries_out()
    {
        await using var host = await StartAsync("auto");
        var (response, _) = await host.ConfirmAsync(
            "create_merge_request_note",
            $$"""{{{Project}},"merge_request_iid":5,"body":"ok\n/merge"}""",
            use: null,
            request => request.CanAsk = true
        );
        Assert.StartsWith(
            "Create merge request note? GitLab would carry out line 2 of body: /merge. GitLab would get: POST ",
            response.ConfirmationRequest.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_action_stands_for_tools_that_exist()
    {
        var known = AllToolsets.List.SelectMany(toolset => toolset.Tools).Select(tool => tool.Name).ToHashSet();
        Assert.Superset(AllQuickActions.List.SelectMany(action => action.Tools).ToHashSet(), known);
        Assert.Equal(
            AllQuickActions.List.Sum(action => action.Names.Length),
            AllQuickActions.List.SelectMany(action => action.Names).Distinct().Count()
        );
    }

    private static string Note(string body) => With($$"""{{{Project}},"issue_iid":1}""", "body", body);
}
