namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What arguments mean beside each other.</summary>
public sealed class ArgumentsTogetherTests
{
    [Theory]
    [InlineData("list_issues", """{"assignee_id":2,"assignee_username":["bob"]}""", "assignee_id and assignee_username")]
    [InlineData("list_issues", """{"project_id":1,"author_id":2,"author_username":"bob"}""", "author_id and author_username")]
    [InlineData("list_merge_requests", """{"author_id":2,"author_username":"bob"}""", "author_id and author_username")]
    [InlineData("list_merge_requests", """{"reviewer_id":"Any","reviewer_username":"bob"}""", "reviewer_id and reviewer_username")]
    [InlineData(
        "list_group_merge_requests",
        """{"group_id":"group","assignee_id":2,"assignee_username":"bob"}""",
        "assignee_id and assignee_username"
    )]
    [InlineData("update_issue", """{"project_id":1,"issue_iid":1,"labels":["a"],"add_labels":["b"]}""", "labels and add_labels")]
    [InlineData("update_issue", """{"project_id":1,"issue_iid":1,"labels":[],"remove_labels":["b"]}""", "labels and remove_labels")]
    [InlineData(
        "update_merge_request",
        """{"project_id":1,"merge_request_iid":1,"labels":["a"],"remove_labels":["b"]}""",
        "labels and remove_labels"
    )]
    public async Task Those_that_exclude_each_other_are_refused_before_the_call(string tool, string arguments, string pair)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Equal($"The arguments {pair} exclude each other. Leave out all but one of them.", await host.RefusalAsync(tool, arguments));
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("list_issues", """{"assignee_username":["bob"]}""")]
    [InlineData("list_issues", """{"author_username":"bob"}""")]
    [InlineData("list_issues", """{"assignee_id":2}""")]
    [InlineData("list_issues", """{"not":{"author_username":"bob"}}""")]
    [InlineData("list_merge_requests", """{"reviewer_username":"bob","state":"opened"}""")]
    [InlineData("list_merge_requests", """{"reviewer_id":2}""")]
    [InlineData("list_merge_requests", """{"author_id":2}""")]
    [InlineData("list_merge_requests", """{"approved_by_usernames":["bob"]}""")]
    public async Task A_person_named_across_projects_means_everybodys_rows(string tool, string arguments)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync(tool, arguments);
        Assert.Contains("scope=all&", Assert.Single(host.GitLab.Requests).Line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list_issues", """{"project_id":1,"author_username":"bob"}""", null)]
    [InlineData("list_issues", """{"scope":"assigned_to_me","author_username":"bob"}""", "assigned_to_me")]
    [InlineData("list_issues", """{"state":"opened"}""", null)]
    [InlineData("list_merge_requests", """{"reviewer_id":"None"}""", null)]
    [InlineData("list_merge_requests", """{"scope":"created_by_me","reviewer_username":"bob"}""", "created_by_me")]
    public async Task The_scope_stays_where_the_call_or_GitLab_says_it(string tool, string arguments, string? scope)
    {
        await using var host = await ToolsHost.StartAsync();
        await host.SendAsync(tool, arguments);
        var line = Assert.Single(host.GitLab.Requests).Line;
        Assert.Equal(scope is not null, line.Contains($"scope={scope}", StringComparison.Ordinal));
    }

    /// <summary>What is meant for members must not be written for all.</summary>
    [Theory]
    [InlineData("create_merge_request_thread", """{"project_id":1,"merge_request_iid":1,"body":"x","internal":true}""")]
    [InlineData(
        "create_merge_request_discussion_note",
        """{"project_id":1,"merge_request_iid":1,"discussion_id":"d1","body":"x","internal":true}"""
    )]
    [InlineData("create_issue_note", """{"project_id":1,"issue_iid":1,"discussion_id":"d1007","body":"x","internal":true}""")]
    [InlineData("create_draft_note", """{"project_id":1,"merge_request_iid":1,"body":"x","internal":true}""")]
    public async Task A_comment_that_cannot_be_internal_is_not_written(string tool, string arguments)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains("create_merge_request_note", await host.RefusalAsync(tool, arguments), StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Iids_of_merge_requests_need_their_project()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains("needs project_id", await host.RefusalAsync("list_merge_requests", """{"iids":[5]}"""), StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }
}
