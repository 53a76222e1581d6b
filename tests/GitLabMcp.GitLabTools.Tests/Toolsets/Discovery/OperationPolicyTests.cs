using System.Text.Json.Nodes;
using static GitLabMcp.GitLabTools.Tests.ConfirmationCalls;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>A document does nothing that the tools which do the same may not do.</summary>
public sealed class OperationPolicyTests
{
    private const string Denied = "--GITLAB_DENIED_TOOLS_REGEX=^(merge_|delete_|move_)";
    private const string Modify = "--GITLAB_PERMISSION_MODE=modify";
    private const string Note = "mutation($input: CreateNoteInput!) { createNote(input: $input) { errors } }";

    [Theory]
    [InlineData("mutation { mergeRequestAccept(input: {}) { errors } }", "mergeRequestAccept is refused: merge_merge_request")]
    [InlineData("mutation { createNote: mergeRequestAccept(input: {}) { errors } }", "mergeRequestAccept is refused: merge_merge_request")]
    [InlineData("mutation { createNote(input: {}) { errors } b: issueMove(input: {}) { errors } }", "issueMove is refused: move_work_item")]
    [InlineData("mutation { destroyNote(input: {}) { errors } }", "destroyNote is refused: delete_merge_request_note")]
    [InlineData("mutation { ...A } fragment A on Mutation { ... on Mutation { x: workItemDelete(input: {}) { errors } } }", "delete_issue")]
    [InlineData("mutation { updateNote(input: {body: \"/close\"}) { errors } }", "would delete the comment: delete_merge_request_note")]
    [InlineData("mutation { awardEmojiToggle(input: {}) { errors } }", "delete_issue_emoji_reaction, which does the same, is denied")]
    [InlineData("mutation { workItemUpdate(input: {awardEmojiWidget: {action: ADD}}) { errors } }", "query.input.awardEmojiWidget")]
    [InlineData("mutation { terraformStateLock(input: {}) { errors } }", "no tool stands for it")]
    [InlineData("mutation { someMutationOfTomorrow(input: {}) { errors } }", "no tool stands for it")]
    public async Task A_mutation_is_denied_with_the_tool_that_does_the_same(string document, string part) =>
        Assert.Contains(part, await RefusedAsync(document, variables: null, Denied), StringComparison.Ordinal);

    [Theory]
    [InlineData("mutation { createNote(input: {body: \"ok\"}) { note { id body } errors } }")]
    [InlineData("mutation { __typename updateIssue(input: {}) { errors } }")]
    [InlineData("{ project(fullPath: \"group/app\") { issues { nodes { discussions { nodes { id } } } } } }")]
    public async Task What_no_denied_tool_does_is_sent(string document) => await SentAsync(document, variables: null, Denied);

    [Theory]
    [InlineData("mutation { mergeRequestAccept(input: {}) { errors } }", "merge_merge_request, which does the same, is not offered here")]
    [InlineData("mutation { terraformStateLock(input: {}) { errors } }", "no tool stands for it")]
    public async Task A_mutation_is_refused_where_toolsets_leave_its_tool_out(string document, string part)
    {
        const string Toolsets = "--GITLAB_TOOLSETS=issues,graphql";
        Assert.Contains(part, await RefusedAsync(document, variables: null, Toolsets), StringComparison.Ordinal);
        await SentAsync("mutation { updateIssue(input: {}) { errors } }", variables: null, Toolsets);
    }

    [Theory]
    [InlineData("mutation { mergeRequestAccept(input: {}) { errors } }")]
    [InlineData("mutation { terraformStateLock(input: {}) { errors } }")]
    [InlineData("mutation { commitCreate(input: {actions: [{action: DELETE, filePath: \"a\"}]}) { errors } }")]
    public async Task Nothing_is_refused_where_nothing_is_limited(string document) => await SentAsync(document, variables: null, "--x=y");

    [Theory]
    [InlineData(
        "mutation { commitCreate(input: {actions: [{action: DELETE, filePath: \"a\"}]}) { errors } }",
        null,
        "query.input.actions.action"
    )]
    [InlineData(
        "mutation { commitCreate(input: {actions: {action: MOVE, filePath: \"a\"}}) { errors } }",
        null,
        "query.input.actions.action"
    )]
    [InlineData(
        "mutation($a: [CommitAction!]!) { x: commitCreate(input: {actions: $a}) { errors } }",
        """{"a":[{"action":"CREATE"},{"action":"DELETE","filePath":"a"}]}""",
        "variables.a.action"
    )]
    [InlineData(
        "mutation($m: CommitActionMode! = DELETE) { commitCreate(input: {actions: [{action: $m}]}) { errors } }",
        null,
        "query.input.actions.action"
    )]
    [InlineData(
        "mutation($input: CommitCreateInput = {actions: [{action: MOVE}]}) { ...A } "
            + "fragment A on Mutation { commitCreate(input: $input) { errors } }",
        "{}",
        "query.input.actions.action"
    )]
    [InlineData("mutation { mergeRequestAccept(input: {shouldRemoveSourceBranch: true}) { errors } }", null, "shouldRemoveSourceBranch")]
    [InlineData(
        "mutation($r: Boolean) { mergeRequestAccept(input: {shouldRemoveSourceBranch: $r}) { errors } }",
        """{"r":true}""",
        "variables.r"
    )]
    [InlineData(
        "mutation($i: PipelineScheduleUpdateInput!) { pipelineScheduleUpdate(input: $i) { errors } }",
        """{"i":{"variables":[{"id":"1","destroy":true}]}}""",
        "variables.i.variables.destroy"
    )]
    [InlineData("mutation { workItemUpdate(input: {awardEmojiWidget: {action: REMOVE}}) { errors } }", null, "awardEmojiWidget.action")]
    [InlineData("mutation { workItemUpdate(input: {awardEmojiWidget: {action: TOGGLE}}) { errors } }", null, "awardEmojiWidget.action")]
    [InlineData("mutation { updateNote(input: {id: \"1\", body: \"/close\"}) { errors } }", null, "query.input.body")]
    [InlineData(
        "mutation($w: W) { workItemUpdate(input: {awardEmojiWidget: $w}) { errors } }",
        """{"w":{"action":"TOGGLE","name":"tada"}}""",
        "variables.w.action"
    )]
    public async Task Modify_mode_deletes_nothing_by_what_a_mutation_is_given(string document, string? variables, string part)
    {
        var refusal = await RefusedAsync(document, variables, Modify);
        Assert.Contains("deletes nothing", refusal, StringComparison.Ordinal);
        Assert.Contains(part, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mutation { commitCreate(input: {actions: [{action: UPDATE, content: \"delete\"}]}) { errors } }", null)]
    [InlineData("mutation { mergeRequestAccept(input: {shouldRemoveSourceBranch: false}) { errors } }", null)]
    [InlineData("mutation { mergeRequestSetLabels(input: {operationMode: REMOVE}) { errors } }", null)]
    [InlineData(Note, """{"input":{"body":"delete"}}""")]
    public async Task Modify_mode_sends_what_deletes_nothing(string document, string? variables) =>
        await SentAsync(document, variables, Modify);

    [Fact]
    public async Task The_source_branch_stays_where_delete_branch_is_denied()
    {
        const string DeniesBranch = "--GITLAB_DENIED_TOOLS_REGEX=^delete_branch$";
        const string Accept = "mutation($r: Boolean) { mergeRequestAccept(input: {shouldRemoveSourceBranch: $r}) { errors } }";
        Assert.Contains(
            "delete_branch, which does the same, is denied here",
            await RefusedAsync(Accept, """{"r":true}""", DeniesBranch),
            StringComparison.Ordinal
        );
        await SentAsync(Accept, """{"r":false}""", DeniesBranch);
    }

    [Theory]
    [InlineData("mutation { createNote(input: {body: \"ok\\n/merge\"}) { errors } }", null, "Line 2 of query.input.body is /merge")]
    [InlineData(
        "mutation { createNote(input: {body: \"ok\\u000A\\u002Fmerge\"}) { errors } }",
        null,
        "Line 2 of query.input.body is /merge"
    )]
    [InlineData("mutation { createNote(input: {body: \"\"\"\n  ok\n  /merge\n\"\"\"}) { errors } }", null, "query.input.body is /merge")]
    [InlineData(Note, """{"input":{"body":"ok\n/merge"}}""", "Line 2 of variables.input.body is /merge")]
    [InlineData("mutation($b: String = \"/merge\") { createNote(input: {body: $b}) { errors } }", null, "is /merge")]
    [InlineData(
        "mutation($b: String!) { a: updateIssue(input: {}) { errors } ...A } "
            + "fragment A on Mutation { createNote(input: {body: $b}) { errors } }",
        """{"b":"/unlink #3"}""",
        "variables.b is /unlink #3"
    )]
    [InlineData(
        "mutation($i: I!) { workItemUpdate(input: $i) { errors } }",
        """{"i":{"descriptionWidget":{"description":"a\n/move other/app"}}}""",
        "variables.i.descriptionWidget.description is /move other/app"
    )]
    public async Task Texts_are_held_to_what_their_quick_actions_do(string document, string? variables, string part) =>
        Assert.Contains(part, await RefusedAsync(document, variables, Denied), StringComparison.Ordinal);

    [Theory]
    [InlineData(Note, """{"input":{"body":"```\n/merge\n```"}}""")]
    [InlineData(
        "mutation($c: String) { commitCreate(input: {actions: [{action: CREATE, content: $c}]}) { errors } }",
        """{"c":"/merge"}"""
    )]
    [InlineData("query($b: String) { project(fullPath: $b) { id } }", """{"b":"/merge"}""")]
    public async Task Texts_without_quick_actions_are_sent(string document, string? variables) =>
        await SentAsync(document, variables, Denied);

    [Fact]
    public async Task A_confirmation_names_the_lines_that_GitLab_would_carry_out()
    {
        await using var host = await StartAsync("true");
        Assert.Contains(
            "GitLab would carry out line 1 of variables.input.body: /close.",
            await host.RefusalAsync("execute_graphql", Arguments(Note, """{"input":{"body":"/close"}}""")),
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData(
        "{ project(fullPath: \"group/app\") { issue(iid: \"1\") { discussions { nodes { id } } } } }",
        "Tools that read are denied"
    )]
    [InlineData("{ currentUser { username } }", "Tools that read are denied")]
    [InlineData("query { __typename ...A } fragment A on Query { x: currentUser { id } }", "Tools that read are denied")]
    [InlineData("mutation { createNote(input: {}) { note { discussion { notes { nodes { body } } } } } }", "what belongs to that")]
    [InlineData(
        "mutation { createNote(input: {}) { ...A } } fragment A on X { note { ...B } } fragment B on N { project { id } }",
        "belongs"
    )]
    [InlineData("mutation { createNote(input: {}) { ...A } } fragment A on X { errors ...A }", "what belongs to that")]
    public async Task Nothing_is_read_past_tools_that_are_denied(string document, string part) =>
        Assert.Contains(
            part,
            await RefusedAsync(document, variables: null, "--GITLAB_DENIED_TOOLS_REGEX=^list_issue_discussions$"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("{ __schema { types { name fields { name } } } }", "^mr_discussions$")]
    [InlineData("mutation { createNote(input: {}) { errors note { id body } } }", "^mr_discussions$")]
    [InlineData("{ currentUser { username } }", "^(discover_tools|call_tool)$")]
    public async Task What_shows_nothing_of_denied_tools_is_sent(string document, string pattern) =>
        await SentAsync(document, variables: null, $"--GITLAB_DENIED_TOOLS_REGEX={pattern}");

    private static async Task<string> RefusedAsync(string document, string? variables, string setting)
    {
        await using var host = await ToolsHost.StartAsync(settings: [setting]);
        var refusal = await host.RefusalAsync("execute_graphql", Arguments(document, variables));
        Assert.Empty(host.GitLab.Requests);
        return refusal;
    }

    private static async Task SentAsync(string document, string? variables, string setting)
    {
        await using var host = await ToolsHost.StartAsync(settings: [setting]);
        host.GitLab.On("POST", "/api/graphql*").Answer(200, """{"data":{"a":1}}""");
        await host.CallAsync("execute_graphql", Arguments(document, variables));
        Assert.Single(host.GitLab.Requests);
    }

    private static string Arguments(string document, string? variables) =>
        new JsonObject { ["query"] = document, ["variables"] = variables is null ? null : JsonNode.Parse(variables) }.ToJsonString();
}
