using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.GitLab;
using GitLabMcp.GitLabTools.Tools.Definition;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>After GitLab carried out quick actions, the answer says what was done, and whether there is a comment.</summary>
public sealed class QuickActionAnswerTests
{
    private const string Issue = "\"project_id\":\"group/app\",\"issue_iid\":1";
    private const string Task = "\"project_id\":\"group/app\",\"iid\":\"5\"";

    [Theory]
    [InlineData("create_note", "\"project_id\":\"group/app\",\"noteable_type\":\"issue\",\"noteable_iid\":1")]
    [InlineData("create_issue_note", Issue)]
    public async Task A_comment_of_actions_only_says_what_was_done(string tool, string arguments)
    {
        await using var host = await ToolsHost.StartAsync();
        var answer = JsonNode.Parse(await host.CallAsync(tool, $$"""{{{arguments}},"body":"/close"}"""))!;
        Assert.Equal("Closed this issue.", (string?)answer["summary"]![0]);
        Assert.Equal("close", (string?)answer["commands_changes"]!["state_event"]);
        Assert.Contains("made no comment", (string?)answer["note"], StringComparison.Ordinal);
        Assert.Contains("closed", await host.CallAsync("get_issue", $$"""{{{Issue}}}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(201, """{"commands_changes":{"state_event":"close"},"summary":["Closed this issue."]}""")]
    [InlineData(201, """{"commands_changes":{"state_event":"close"}}""")]
    [InlineData(202, """{"commands_changes":{"state_event":"close"}}""")]
    [InlineData(202, """{"summary":["Closed this issue."]}""")]
    public async Task Every_form_of_the_answer_says_that_there_is_no_comment(int status, string body)
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/v4/projects/group%2Fapp/issues/1/notes").Answer(status, body);
        var answer = await host.CallAsync("create_issue_note", $$"""{{{Issue}},"body":"/close"}""");
        Assert.Contains("made no comment", answer, StringComparison.Ordinal);
        Assert.Contains(
            "close",
            (string?)JsonNode.Parse(answer)!["commands_changes"]?["state_event"] ?? "closed",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_comment_with_more_than_actions_says_both()
    {
        await using var host = await ToolsHost.StartAsync();
        var answer = JsonNode.Parse(await host.CallAsync("create_issue_note", $$"""{{{Issue}},"body":"Done.\n/close"}"""))!;
        Assert.Equal("Done.", (string?)answer["body"]);
        Assert.Equal("close", (string?)answer["commands_changes"]!["state_event"]);
    }

    [Theory]
    [InlineData("""{"errors":["Commands only Closed this issue."],"note":null}""", "Closed this issue.", false)]
    [InlineData(
        """{"errors":[],"note":null,"quickActionsStatus":{"messages":["Closed this issue."],"errorMessages":[]}}""",
        "Closed this issue.",
        false
    )]
    [InlineData(
        """
            {"errors":[],"note":{"id":"gid://gitlab/Note/12","body":"Done."},
              "quickActionsStatus":{"messages":["Closed this issue."],"errorMessages":["Could not apply weight command."]}}
            """,
        "Closed this issue.|Failed: Could not apply weight command.",
        true
    )]
    public async Task A_comment_by_GraphQL_says_the_same(string payload, string summary, bool hasNote)
    {
        await using var host = await WithTask(payload);
        var answer = JsonNode.Parse(await host.CallAsync("create_work_item_note", $$"""{{{Task}},"body":"/close"}"""))!;
        Assert.Equal(summary, string.Join('|', answer["summary"]!.AsArray()));
        Assert.Equal(hasNote, answer["body"] is not null);
        Assert.Equal(!hasNote, ((string?)answer["note"])?.Contains("made no comment", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("""{"errors":[],"note":null,"quickActionsStatus":{"messages":[],"errorMessages":["Could not apply merge command."]}}""")]
    [InlineData("""{"errors":["Could not apply merge command."],"note":null}""")]
    public async Task A_comment_whose_actions_all_failed_is_refused(string payload)
    {
        await using var host = await WithTask(payload);
        Assert.Contains(
            "Could not apply merge command",
            await host.RefusalAsync("create_work_item_note", $$"""{{{Task}},"body":"/merge"}"""),
            StringComparison.Ordinal
        );
    }

    /// <summary>A new tool cannot forget that its text may act.</summary>
    [Fact]
    public void Texts_of_issues_merge_requests_and_work_items_are_of_the_type_that_is_checked() =>
        Assert.Equal(
            // The text of a timeline event is shown, not interpreted; a patch is checked for what it adds.
            ["create_timeline_event.note", "update_issue_description_patch.patch"],
            AllToolsets
                .List.Where(toolset => toolset.Name is "issues" or "merge_requests" or "workitems")
                .SelectMany(toolset => toolset.Tools)
                .Where(tool => tool.Effect != Effect.Read)
                .SelectMany(tool => new ArgumentRecord(tool.Arguments).Parameters.Select(parameter => (tool, parameter)))
                .Where(one => one.parameter.Name is "Body" or "Description" or "Note" or "Comment" or "Text" or "Patch")
                .Where(one => one.parameter.ParameterType != typeof(Markdown) && one.parameter.ParameterType != typeof(Markdown?))
                .Select(one => $"{one.tool.Name}.{one.parameter.Name!.ToLowerInvariant()}")
                .Order(StringComparer.Ordinal)
        );

    private static async Task<ToolsHost> WithTask(string payload)
    {
        var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql#workItemId")
            .Answer(200, """{"data":{"namespace":{"workItem":{"id":"gid://gitlab/WorkItem/70"}}}}""");
        host.GitLab.On("POST", "/api/graphql#createNote").Answer(200, $$$"""{"data":{"createNote":{{{payload}}}}}""");
        return host;
    }
}
