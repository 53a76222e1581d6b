using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Catalogue;
using GitLabMcp.GitLabTools.Toolsets;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>The default list is small, and everything else can be found and called.</summary>
public sealed class DiscoveryTests
{
    [Fact]
    public async Task An_operator_who_says_nothing_offers_the_core_and_the_rest_on_request()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_TOOLSETS="]);
        Assert.Equal(Core.Names.Order(), (await host.ListAsync()).Select(tool => tool.Name).Order());
        Assert.Equal(AllToolsets.List.Sum(toolset => toolset.Tools.Count), (await host.ListAsync(new() { Toolsets = { "all" } })).Count);
        Assert.Equal("get_label", Assert.Single(await host.ListAsync(new() { Tools = { "get_label" } })).Name);
    }

    [Fact]
    public async Task Single_tools_and_switches_come_on_top_of_the_core()
    {
        await using var host = await ToolsHost.StartAsync(
            settings: ["--GITLAB_TOOLSETS=", "--GITLAB_TOOLS=get_label", "--USE_GITLAB_WIKI=true"]
        );
        var names = (await host.ListAsync()).Select(tool => tool.Name).ToList();
        Assert.Equal(Core.Names.Append("get_label").Concat(Wiki.Toolset.Tools.Select(tool => tool.Name)).Order(), names.Order());
    }

    [Fact]
    public async Task Named_tools_come_before_those_of_a_search()
    {
        await using var host = await ToolsHost.StartAsync();
        var answer = await host.CallAsync("discover_tools", """{"names":["get_label","get_wiki_page"],"search":"update a label"}""");
        var tools = JsonNode.Parse(answer)!["tools"]!.AsArray();
        Assert.Equal(["get_label", "get_wiki_page"], tools.Take(2).Select(tool => (string?)tool!["name"]).Order());
        Assert.All(tools.Take(2), tool => Assert.NotNull(tool!["arguments"]));
        Assert.Single(tools, tool => (string?)tool!["name"] == "update_label");
        Assert.Single(tools, tool => (string?)tool!["name"] == "get_label");
    }

    [Fact]
    public async Task A_search_shows_few_arguments()
    {
        await using var host = await ToolsHost.StartAsync();
        var tools = JsonNode.Parse(await host.CallAsync("discover_tools", """{"search":"create a confidential issue"}"""))![
            "tools"
        ]!.AsArray();
        Assert.NotNull(tools[0]!["arguments"]);
        Assert.InRange(tools.Skip(1).Sum(tool => tool!["arguments"]?.ToJsonString().Length ?? 0), 0, 1500);
    }

    [Theory]
    [InlineData("link two issues", false)]
    [InlineData("unlink two issues", true)]
    public async Task A_tool_that_deletes_is_first_only_when_that_is_asked_for(string search, bool isFirst)
    {
        await using var host = await ToolsHost.StartAsync();
        var tools = JsonNode.Parse(await host.CallAsync("discover_tools", $$"""{"search":"{{search}}"}"""))!["tools"]!.AsArray();
        Assert.Equal(isFirst, (string?)tools[0]!["name"] == "delete_issue_link");
    }

    [Fact]
    public async Task A_tool_is_found_by_category_by_words_and_shown_by_name()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(
            $$"""{"category":"labels","about":"Labels of projects and groups; issue boards","tools":{{Labels.Toolset.Tools.Count}}}""",
            await host.CallAsync("discover_tools"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"name\":\"delete_label\",\"description\":\"Delete a label; issues and merge requests lose it.\",\"effect\":\"destructive\"",
            await host.CallAsync("discover_tools", """{"category":"labels"}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "list_group_variables",
            await host.CallAsync("discover_tools", """{"search":"group variables"}"""),
            StringComparison.Ordinal
        );
        var shown = JsonNode.Parse(await host.CallAsync("discover_tools", """{"names":["get_label","nothing"]}"""))!;
        Assert.Equal("object", shown["tools"]![0]!["arguments"]!["type"]!.GetValue<string>());
        Assert.Equal("nothing", shown["not_found"]![0]!.GetValue<string>());
        Assert.Contains(
            "\"name\":\"update_label\",\"description\":\"Rename, recolour or describe a label.\",\"effect\":\"write\"",
            await host.CallAsync("discover_tools", """{"category":"labels"}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "did you mean labels",
            await host.RefusalAsync("discover_tools", """{"category":"label"}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_search_shows_six_tools_and_the_arguments_of_the_first()
    {
        await using var host = await ToolsHost.StartAsync();
        var answer = JsonNode.Parse(await host.CallAsync("discover_tools", """{"search":"merge request"}"""))!;
        var tools = answer["tools"]!.AsArray();
        Assert.Equal(6, tools.Count);
        Assert.NotNull(tools[0]!["arguments"]);
        Assert.All(tools.Skip(4), tool => Assert.Null(tool!["arguments"]));
        Assert.StartsWith("These are the 6 best of ", (string)answer["note"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_finds_only_tools_that_the_request_may_use()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_TOOLSETS="]);
        var response = await host.SendAsync("discover_tools", """{"search":"delete a label"}""", selection: new() { ReadOnly = true });
        var text = response.Result.Text;
        Assert.Contains("list_labels", text, StringComparison.Ordinal);
        Assert.DoesNotContain("delete_label", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_shown_by_name_has_every_argument_that_it_takes()
    {
        await using var host = await ToolsHost.StartAsync();
        var shown = JsonNode.Parse(await host.CallAsync("discover_tools", """{"names":["get_label","create_label","delete_label"]}"""))![
            "tools"
        ]!.AsArray();
        var told = shown.ToDictionary(
            tool => (string)tool!["name"]!,
            tool =>
                tool!["arguments"]!["properties"]!
                    .AsObject()
                    .Select(argument => argument.Key)
                    .Where(name => name is "detail" or "dry_run" or "confirm")
                    .ToArray()
        );
        Assert.Equal(["detail"], told["get_label"]);
        Assert.Equal(["dry_run"], told["create_label"]);
        Assert.Equal(["dry_run", "confirm"], told["delete_label"]);
    }

    [Fact]
    public async Task What_the_operator_or_the_request_rules_out_is_neither_found_nor_called()
    {
        await using var host = await ToolsHost.StartAsync(
            settings: ["--GITLAB_TOOLSETS=labels,discovery", "--GITLAB_PERMISSION_MODE=modify"]
        );
        Assert.DoesNotContain(
            "delete_label",
            await host.CallAsync("discover_tools", """{"category":"labels"}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not offered here",
            await host.RefusalAsync("call_tool", """{"name":"delete_label","arguments":{"project_id":1,"label_id":"bug"}}"""),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not offered here",
            await host.RefusalAsync("call_tool", """{"name":"get_issue","arguments":{"project_id":1,"issue_iid":1}}"""),
            StringComparison.Ordinal
        );
        var response = await host.SendAsync(
            "call_tool",
            """{"name":"create_label","arguments":{"project_id":1,"name":"x"}}""",
            selection: new() { ReadOnly = true }
        );
        Assert.True(response.Result.IsError);
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Its_hints_say_what_it_can_do_here()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.True(
            (await host.ListAsync()).Single(tool => tool.Name == "call_tool") is { ReadOnly: false, Destructive: true, Idempotent: false }
        );
        await using var modify = await ToolsHost.StartAsync(settings: ["--GITLAB_PERMISSION_MODE=modify"]);
        Assert.True((await modify.ListAsync()).Single(tool => tool.Name == "call_tool") is { ReadOnly: false, Destructive: true });
        Assert.True(
            (await host.ListAsync(new() { Toolsets = { "all" }, ReadOnly = true })).Single(tool => tool.Name == "call_tool")
                is { ReadOnly: true, Destructive: false }
        );
    }

    [Fact]
    public async Task It_does_not_call_itself()
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Equal(
            "call_tool cannot call call_tool. Give the name of the tool that you want to run.",
            await host.RefusalAsync("call_tool", """{"name":"call_tool","arguments":{"name":"whoami"}}""")
        );
        Assert.Equal(
            "Call discover_tools itself, not through call_tool.",
            await host.RefusalAsync("call_tool", """{"name":"discover_tools"}""")
        );
    }

    [Theory]
    [InlineData("get_lable", "There is no tool get_lable; did you mean get_label? Find its name with discover_tools.")]
    [InlineData("fly_to_the_moon", "There is no tool fly_to_the_moon. Find its name with discover_tools.")]
    [InlineData(
        "delete_label",
        "The tool delete_label is not offered here: the operator's settings or this request's selection leave it out."
    )]
    public async Task Who_gives_a_wrong_name_is_sent_to_look_for_it_only_where_there_is_something_to_find(string name, string sentence)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_PERMISSION_MODE=modify"]);
        Assert.Equal(sentence, await host.RefusalAsync("call_tool", $$"""{"name":"{{name}}"}"""));
    }

    [Theory]
    [InlineData(
        """{"search":"fly moon"}""",
        "No tool is about any of these words. Use other words, or call without arguments for the categories."
    )]
    [InlineData(
        """{"category":"labels","search":"moon"}""",
        "No tool is about any of these words. Use other words, or call without arguments for the categories."
    )]
    [InlineData("""{"category":"wiki"}""", "No tool of this category is offered here.")]
    [InlineData("""{"category":"wiki","search":"page"}""", "No tool of this category is offered here.")]
    public async Task A_search_without_a_hit_says_what_to_do(string arguments, string note)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_TOOLSETS=labels,discovery"]);
        Assert.Equal($$"""{"tools":[],"note":"{{note}}"}""", await host.CallAsync("discover_tools", arguments));
    }

    [Fact]
    public async Task A_tool_that_is_denied_by_another_of_its_names_is_denied()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_DENIED_TOOLS_REGEX=^search_labels$"]);
        Assert.NotEmpty((await host.SendAsync("search_labels", """{"project_id":1}""")).UnknownTool);
        Assert.NotEmpty((await host.SendAsync("list_labels", """{"project_id":1}""")).UnknownTool);
    }

    [Fact]
    public async Task Other_servers_names_are_taken_but_not_listed()
    {
        await using var host = await ToolsHost.StartAsync();
        var names = (await host.ListAsync()).Select(tool => tool.Name).ToHashSet();
        Assert.All(Aliases.Table, alias => Assert.True(names.Contains(alias.Value) && !names.Contains(alias.Key), alias.Key));
        Assert.StartsWith("{\"items\":", await host.CallAsync("search_labels", """{"project_id":1}"""), StringComparison.Ordinal);
    }
}
