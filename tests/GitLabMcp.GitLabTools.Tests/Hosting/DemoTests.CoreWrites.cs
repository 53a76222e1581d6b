using GitLabMcp.Fake;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What the core's tools write in the demo can be read back.</summary>
public sealed partial class DemoTests
{
    /// <summary>A tool of the core that writes and its other arguments; then one that reads, its arguments and a part of its
    /// answer.</summary>
    public static TheoryData<string, string, string, string, string> CoreWrites =>
        new()
        {
            {
                "create_issue",
                "\"title\":\"Buy seeds\",\"labels\":[\"bug\"],\"assignee_ids\":[\"bob\"],\"milestone_id\":\"Spring\"",
                "list_issues",
                "\"labels\":[\"bug\"],\"assignee_username\":[\"bob\"],\"milestone\":\"Spring\"",
                "Buy seeds"
            },
            {
                "update_issue",
                "\"issue_iid\":2,\"title\":\"Basil is dry\",\"state_event\":\"close\"",
                "list_issues",
                "\"state\":\"closed\"",
                "Basil is dry"
            },
            {
                "create_note",
                "\"noteable_type\":\"issue\",\"noteable_iid\":2,\"body\":\"Done it.\"",
                "list_issue_discussions",
                "\"issue_iid\":2",
                "Done it."
            },
            {
                "create_merge_request",
                "\"title\":\"Draft: fix\",\"source_branch\":\"fix-humidity\",\"target_branch\":\"v1\"",
                "list_merge_requests",
                "\"wip\":\"yes\"",
                "Draft: fix"
            },
            {
                "update_merge_request",
                "\"merge_request_iid\":1,\"title\":\"Believe less\",\"reviewer_ids\":[\"carol\"]",
                "list_merge_requests",
                "\"reviewer_username\":\"carol\"",
                "Believe less"
            },
            {
                "approve_merge_request",
                "\"merge_request_iid\":1",
                "get_merge_request_approval_state",
                "\"merge_request_iid\":1",
                "\"approved\":true"
            },
            { "merge_merge_request", "\"merge_request_iid\":1", "get_file_contents", "\"file_path\":\"src/humidity.py\"", "credible" },
            {
                "edit_file",
                "\"branch\":\"main\",\"file_path\":\"src/windows.py\",\"old_text\":\"HOT = 28\",\"new_text\":\"HOT = 26\",\"commit_message\":\"Open sooner\"",
                "get_file_blame",
                "\"file_path\":\"src/windows.py\",\"ref\":\"main\"",
                "Open sooner"
            },
            {
                "create_or_update_file",
                "\"branch\":\"main\",\"file_path\":\"a.txt\",\"content\":\"A\\n\",\"commit_message\":\"Add A\"",
                "list_commits",
                "\"path\":\"a.txt\"",
                "Add A"
            },
            {
                "push_files",
                "\"branch\":\"main\",\"commit_message\":\"Add two\",\"files\":[{\"file_path\":\"b.txt\",\"content\":\"B\"},{\"file_path\":\"c.txt\",\"content\":\"C\"}]",
                "get_repository_tree",
                "",
                "c.txt"
            },
            { "create_branch", "\"branch\":\"door\",\"ref\":\"main\"", "list_branches", "\"search\":\"door\"", "\"name\":\"door\"" },
            { "retry_pipeline", "\"pipeline_id\":42", "list_pipeline_jobs", "\"pipeline_id\":42", "\"status\":\"pending\"" },
        };

    [Theory]
    [MemberData(nameof(CoreWrites))]
    public async Task What_the_core_writes_can_be_read_back(string tool, string arguments, string read, string of, string part)
    {
        await using var demo = await ToolsHost.StartAsync(DemoWorld.Build(new Clock(Noon)).AsDemo());
        await CallAsync(demo, "create_branch", "\"branch\":\"v1\",\"ref\":\"v1.0\"");
        if (tool == "merge_merge_request")
        {
            await CallAsync(demo, "approve_merge_request", arguments);
        }

        await CallAsync(demo, tool, arguments);
        Assert.Contains(part, await CallAsync(demo, read, of), StringComparison.Ordinal);
    }

    /// <summary>Work items have no REST API here: what GraphQL writes is read back by both.</summary>
    [Fact]
    public async Task A_work_item_is_made_changed_and_commented_on()
    {
        await using var demo = await StartAsync();
        await CallAsync(demo, "create_work_item", "\"title\":\"Mend the pump\",\"type\":\"task\",\"labels\":[\"bug\"],\"parent_iid\":1");
        await CallAsync(
            demo,
            "update_work_item",
            "\"iid\":4,\"status\":\"In progress\",\"assignee_usernames\":[\"bob\"],\"due_date\":\"2031-06-01\""
        );
        await CallAsync(demo, "create_work_item_note", "\"iid\":4,\"body\":\"Ordered a valve.\"");
        var item = await CallAsync(demo, "get_work_item", "\"iid\":4");
        Assert.Contains("\"status\":\"In progress\"", item, StringComparison.Ordinal);
        Assert.Contains("\"parent\":{\"iid\":1", item, StringComparison.Ordinal);
        Assert.Contains("\"bob\"", item, StringComparison.Ordinal);
        Assert.Contains("Ordered a valve.", await CallAsync(demo, "list_issue_discussions", "\"issue_iid\":4"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_is_spent_a_schedule_is_played_and_a_project_is_made_and_forked()
    {
        await using var demo = await StartAsync();
        Assert.Contains(
            "1h 30m",
            await CallAsync(demo, "add_spent_time", "\"noteable_type\":\"issue\",\"noteable_iid\":2,\"duration\":\"1h30m\""),
            StringComparison.Ordinal
        );
        await CallAsync(demo, "play_pipeline_schedule", "\"pipeline_schedule_id\":13");
        Assert.Contains("\"source\":\"schedule\"", await CallAsync(demo, "list_pipelines", ""), StringComparison.Ordinal);
        await demo.CallAsync("create_repository", "{\"name\":\"pond\",\"initialize_with_readme\":true}", DemoWorld.Token);
        await CallAsync(demo, "fork_repository", "");
        var projects = await demo.CallAsync("list_projects", "{}", DemoWorld.Token);
        Assert.Contains("alice/pond", projects, StringComparison.Ordinal);
        Assert.Contains("alice/greenhouse", projects, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_a_wiki_page_and_a_release_are_made_and_read()
    {
        await using var demo = await StartAsync();
        await CallAsync(demo, "create_project_variable", "\"key\":\"KEY\",\"value\":\"secret-value\",\"masked\":true");
        await CallAsync(demo, "create_wiki_page", "\"title\":\"Frost dates\",\"content\":\"Until May.\"");
        await CallAsync(demo, "create_release", "\"tag_name\":\"v1.1\",\"ref\":\"main\",\"description\":\"Nights are warm.\"");
        Assert.Contains("\"masked\":true", await CallAsync(demo, "get_project_variable", "\"key\":\"KEY\""), StringComparison.Ordinal);
        Assert.Contains("Until May.", await CallAsync(demo, "get_wiki_page", "\"slug\":\"Frost-dates\""), StringComparison.Ordinal);
        Assert.Contains("Nights are warm.", await CallAsync(demo, "get_release", "\"tag_name\":\"v1.1\""), StringComparison.Ordinal);
        Assert.Contains("v1.1", await CallAsync(demo, "list_tags", ""), StringComparison.Ordinal);
    }
}
