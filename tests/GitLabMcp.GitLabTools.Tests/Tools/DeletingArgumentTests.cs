namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Where nothing may be deleted, tools that only may delete something do so by none of their arguments.</summary>
public sealed class DeletingArgumentTests
{
    private const string P = "\"project_id\":1";
    private const string Commit = $$"""{{P}},"branch":"main","commit_message":"m" """;

    [Theory]
    [InlineData("push_files", $$"""{{{Commit}},"files":[{"file_path":"a","action":"delete"}]}""", "files.action=delete")]
    [InlineData(
        "push_files",
        $$"""{{{Commit}},"files":[{"file_path":"a","content":"x"},{"file_path":"b","action":"move","previous_path":"c"}]}""",
        "files.action=move"
    )]
    [InlineData("create_or_update_file", $$"""{{{Commit}},"file_path":"a","content":"x","previous_path":"b"}""", "previous_path")]
    [InlineData(
        "call_tool",
        $$"""{"name":"push_files","arguments":{{{Commit}},"files":[{"file_path":"a","action":"delete"}]} }""",
        "files.action=delete"
    )]
    [InlineData(
        "merge_merge_request",
        $$"""{{{P}},"merge_request_iid":5,"should_remove_source_branch":true}""",
        "should_remove_source_branch"
    )]
    [InlineData("update_merge_request", $$"""{{{P}},"merge_request_iid":5,"remove_source_branch":true}""", "remove_source_branch")]
    [InlineData(
        "create_merge_request",
        $$"""{{{P}},"title":"t","source_branch":"a","target_branch":"b","remove_source_branch":true}""",
        "remove_source_branch"
    )]
    [InlineData("update_merge_request_note", $$"""{{{P}},"merge_request_iid":5,"note_id":1,"body":"/close\n\n/label ~a"}""", "body")]
    [InlineData(
        "update_merge_request_discussion_note",
        $$"""{{{P}},"merge_request_iid":5,"discussion_id":"d","note_id":1,"body":" /close\r\n"}""",
        "body"
    )]
    [InlineData("update_issue_note", $$"""{{{P}},"issue_iid":1,"discussion_id":"d","note_id":1,"body":"/close"}""", "body")]
    [InlineData("update_project", $$"""{{{P}},"remove_source_branch_after_merge":true}""", "remove_source_branch_after_merge")]
    [InlineData("update_work_item", $$"""{{{P}},"iid":5,"linked_items_to_remove":[{"iid":2}]}""", "linked_items_to_remove")]
    [InlineData(
        "update_pipeline_schedule",
        $$"""{{{P}},"pipeline_schedule_id":1,"inputs":[{"name":"a","destroy":true}]}""",
        "inputs.destroy"
    )]
    public async Task Modify_mode_refuses_what_deletes(string tool, string arguments, string argument)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_PERMISSION_MODE=modify"]);
        Assert.StartsWith(
            $"Argument {argument} would delete something: this server deletes nothing.",
            await host.RefusalAsync(tool, arguments),
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
        await using var full = await ToolsHost.StartAsync();
        await full.SendAsync(tool, arguments);
        Assert.NotEmpty(full.GitLab.Requests);
    }

    [Theory]
    [InlineData("push_files", $$"""{{{Commit}},"files":[{"file_path":"a","action":"update","content":"x"}]}""")]
    [InlineData("merge_merge_request", $$"""{{{P}},"merge_request_iid":5,"should_remove_source_branch":false,"squash":true}""")]
    [InlineData("update_work_item", $$"""{{{P}},"iid":5,"title":"t","linked_items_to_remove":[]}""")]
    [InlineData("update_work_item", $$"""{{{P}},"iid":5,"remove_labels":["bug"]}""")]
    [InlineData("update_merge_request_note", $$"""{{{P}},"merge_request_iid":5,"note_id":1,"body":"done\n/close"}""")]
    [InlineData("update_merge_request_note", $$"""{{{P}},"merge_request_iid":5,"note_id":1,"body":"/shrug"}""")]
    [InlineData("create_merge_request_note", $$"""{{{P}},"merge_request_iid":5,"body":"/close"}""")]
    public async Task Modify_mode_sends_what_deletes_nothing(string tool, string arguments)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_PERMISSION_MODE=modify"]);
        await host.SendAsync(tool, arguments);
        Assert.NotEmpty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("^delete_", "merge_merge_request", $$"""{{{P}},"merge_request_iid":5,"should_remove_source_branch":true}""", true)]
    [InlineData("^delete_branch$", "update_merge_request", $$"""{{{P}},"merge_request_iid":5,"remove_source_branch":true}""", true)]
    [InlineData("^delete_issue_link$", "update_work_item", $$"""{{{P}},"iid":5,"linked_items_to_remove":[{"iid":2}]}""", true)]
    [InlineData(
        "^delete_merge_request_note$",
        "update_merge_request_note",
        $$"""{{{P}},"merge_request_iid":5,"note_id":1,"body":"/close"}""",
        true
    )]
    [InlineData("^approve_", "bulk_publish_draft_notes", $$"""{{{P}},"merge_request_iid":5,"reviewer_state":"approved"}""", true)]
    [InlineData(
        "^update_merge_request$",
        "bulk_publish_draft_notes",
        $$"""{{{P}},"merge_request_iid":5,"reviewer_state":"requested_changes"}""",
        true
    )]
    [InlineData("^(approve|update)_", "bulk_publish_draft_notes", $$"""{{{P}},"merge_request_iid":5,"reviewer_state":"reviewed"}""", false)]
    [InlineData("^delete_issue$", "merge_merge_request", $$"""{{{P}},"merge_request_iid":5,"should_remove_source_branch":true}""", false)]
    [InlineData("^delete_", "push_files", $$"""{{{Commit}},"files":[{"file_path":"a","action":"delete"}]}""", false)]
    public async Task An_argument_is_denied_with_the_tool_that_does_the_same(string pattern, string tool, string arguments, bool isDenied)
    {
        await using var host = await ToolsHost.StartAsync(settings: [$"--GITLAB_DENIED_TOOLS_REGEX={pattern}"]);
        var response = await host.SendAsync(tool, arguments);
        Assert.Equal(isDenied, response.Result.Text.Contains("does the same, is denied here", StringComparison.Ordinal));
        Assert.Equal(isDenied, !host.GitLab.Requests.Any());
    }
}
