using System.Text.Json.Nodes;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>Arguments that a tool does not have: left out and named, or refused.</summary>
public sealed class IgnoredArgumentTests
{
    [Theory]
    [InlineData("whoami", """{"toolCallId":"c1","sessionId":"s","action":"x","chatInput":"y"}""", "toolCallId,sessionId,action,chatInput")]
    [InlineData("get_project", """{"project_id":1,"a":1}""", "a")]
    [InlineData("list_issues", """{"project_id":1,"thought":"hm","labels":["bug"],"conversation":{"a":[1]}}""", "thought,conversation")]
    [InlineData("list_issues", """{"project_id":1,"toolCallId":null}""", null)]
    [InlineData("call_tool", """{"name":"get_project","arguments":{"project_id":1,"zz":1},"toolCallId":"c"}""", "toolCallId,zz")]
    [InlineData("call_tool", """{"name":"get_project","arguments":"{\"project_id\":1}"}""", null)]
    public async Task What_a_host_adds_is_left_out_and_named(string tool, string call, string? ignored)
    {
        await using var host = await ToolsHost.StartAsync();
        var answer = JsonNode.Parse(await host.CallAsync(tool, call))!;
        Assert.Equal(ignored, answer["ignored"] is JsonArray names ? string.Join(',', names.Select(name => (string)name!)) : null);
    }

    [Fact]
    public async Task Fields_of_objects_are_named_with_their_place()
    {
        await using var host = await ToolsHost.StartAsync();
        var answer = await host.CallAsync(
            "create_pipeline",
            """{"project_id":1,"ref":"main","dry_run":true,"variables":[{"key":"K","value":"v","thought":"x"}]}"""
        );
        Assert.EndsWith(""","ignored":["variables[0].thought"]}""", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"x\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_few_short_and_plain()
    {
        await using var host = await ToolsHost.StartAsync();
        var call = new JsonObject { ["project_id"] = 1, ["a\n\"\u202e"] = 1 };
        for (var i = 0; i < 20; i++)
        {
            call[new string('z', 1000) + i] = i;
        }

        var names = JsonNode.Parse(await host.CallAsync("get_project", call.ToJsonString()))!["ignored"]!.AsArray();
        Assert.Equal(10, names.Count);
        Assert.Equal("a???", (string?)names[0]);
        Assert.All(names, name => Assert.InRange(((string)name!).Length, 1, 60));
    }

    [Fact]
    public async Task A_call_of_unknown_arguments_is_refused_before_it_costs_much()
    {
        await using var host = await ToolsHost.StartAsync();
        var call = new JsonObject([.. Enumerable.Range(0, 100_000).Select(i => KeyValuePair.Create($"z{i}", (JsonNode?)1))]);
        Assert.StartsWith("More than 500 arguments", await host.RefusalAsync("get_project", call.ToJsonString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get_project", """{"projectId":1}""", "There is no argument projectId here; did you mean project_id?")]
    [InlineData("list_issues", """{"lables":["bug"]}""", "There is no argument lables here; did you mean labels?")]
    public async Task A_slip_is_refused_with_the_name_that_was_meant(string tool, string call, string sentence)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Equal(sentence, await host.RefusalAsync(tool, call));
    }

    /// <summary>The list that is replaced loses what is in it.</summary>
    [Theory]
    [InlineData("update_merge_request", "add_assignee_ids")]
    [InlineData("update_merge_request", "removeAssigneeIds")]
    [InlineData("update_merge_request", "unset_reviewer_ids")]
    [InlineData("update_merge_request", "append-reviewer-ids")]
    public async Task What_adds_to_a_list_is_not_taken_for_what_replaces_it(string tool, string name)
    {
        await using var host = await ToolsHost.StartAsync();
        var sentence = await host.RefusalAsync(tool, $$"""{"project_id":1,"merge_request_iid":1,"{{name}}":[1]}""");
        Assert.StartsWith($"There is no argument {name} here. The arguments are: ", sentence, StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }

    /// <summary>Without them the call would do more than it says.</summary>
    [Theory]
    [InlineData("create_label", """{"project_id":1,"name":"n","color":"#fff","confidential":true}""")]
    [InlineData("whoami", """{"dry_run":true}""")]
    [InlineData("create_label", """{"project_id":1,"name":"n","color":"#fff","dryRun":true}""")]
    public async Task What_limits_a_call_is_never_left_out(string tool, string call)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.StartsWith("There is no argument ", await host.RefusalAsync(tool, call), StringComparison.Ordinal);
        Assert.Empty(host.GitLab.Requests);
    }
}
