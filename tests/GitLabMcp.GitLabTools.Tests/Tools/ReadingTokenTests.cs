using System.Text.Json.Nodes;
using GitLabMcp.GitLabTools.Contract;

namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What a token is offered and told that is known to have the scope `read_api` and not `api`: docs/behaviour.md, Token
/// scopes.</summary>
public sealed class ReadingTokenTests
{
    private const string NeedsApi =
        "changes something in GitLab and needs a token with the scope api. This token has the scope read_api, which only reads, so "
        + "nothing was sent. Create a token with the scope api in GitLab (in the settings of the user, project or group: Access tokens) "
        + "and send it in place of this one.";

    [Theory]
    [InlineData("", "")]
    [InlineData("all", "")]
    [InlineData("issues,graphql", "")]
    [InlineData("", "get_label,create_label")]
    [InlineData("labels", "create_workitem_note")]
    public async Task Its_list_is_the_one_of_a_request_that_only_reads(string toolsets, string tools)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_TOOLSETS="]);

        var list = await host.ListAsync(Selection(ofToken: true));

        Assert.Equal(await host.ListAsync(Selection(ofToken: false)), list);
        Assert.DoesNotContain(list, tool => !tool.ReadOnly);

        ToolSelection Selection(bool ofToken) =>
            new()
            {
                Toolsets = { Words(toolsets) },
                Tools = { Words(tools) },
                ReadOnly = true,
                TokenOnlyReads = ofToken,
            };

        static string[] Words(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"category":"labels"}""")]
    [InlineData("""{"names":["create_label","execute_graphql"]}""")]
    public async Task It_finds_what_a_request_finds_that_only_reads(string arguments)
    {
        await using var host = await ToolsHost.StartAsync();

        var found = await host.SendAsync("discover_tools", arguments, selection: Reading());

        Assert.Equal(await host.SendAsync("discover_tools", arguments, selection: new() { ReadOnly = true }), found);
        Assert.NotEqual(await host.SendAsync("discover_tools", arguments), found);
    }

    [Theory]
    [InlineData("create_label", "{}", "The tool create_label")]
    [InlineData("create_workitem_note", "{}", "The tool create_work_item_note")]
    [InlineData("delete_label", """{"project_id":1,"label_id":"bug"}""", "The tool delete_label")]
    [InlineData("call_tool", """{"name":"create_label","arguments":{"project_id":1,"name":"x"}}""", "The tool create_label")]
    [InlineData("call_tool", """{"name":"create_workitem_note"}""", "The tool create_work_item_note")]
    [InlineData("execute_graphql", """{"query":"mutation { createIssue(input: {}) { errors } }"}""", "A mutation")]
    [InlineData("execute_graphql", """{"query":"mutation { destroyNote(input: {}) { errors } }"}""", "A mutation")]
    public async Task A_call_that_changes_something_names_the_scope_that_it_needs(string tool, string arguments, string what)
    {
        await using var host = await ToolsHost.StartAsync();

        var response = await host.SendAsync(tool, arguments, selection: Reading());

        Assert.True(response.Result is { IsError: true, TokenRejected: false, Retryable: false }, response.ToString());
        Assert.Equal($"{what} {NeedsApi}", response.Result.Text);
        Assert.Empty(host.GitLab.Requests);
    }

    [Theory]
    [InlineData("get_label", """{"project_id":1,"label_id":"bug"}""")]
    [InlineData("search_labels", """{"project_id":1}""")]
    [InlineData("call_tool", """{"name":"get_label","arguments":{"project_id":1,"label_id":"bug"}}""")]
    public async Task Its_reading_calls_are_made(string tool, string arguments)
    {
        await using var host = await ToolsHost.StartAsync();

        var response = await host.SendAsync(tool, arguments, selection: Reading());

        Assert.True(response.Result is { IsError: false }, response.ToString());
    }

    [Theory]
    [InlineData("--GITLAB_PERMISSION_MODE=readonly", "delete_label")]
    [InlineData("--GITLAB_PERMISSION_MODE=modify", "delete_label")]
    [InlineData("--GITLAB_DENIED_TOOLS_REGEX=^create_label$", "create_label")]
    public async Task What_the_operator_rules_out_needs_no_other_token(string setting, string tool)
    {
        await using var host = await ToolsHost.StartAsync(settings: [setting]);

        var response = await host.SendAsync(tool, selection: Reading());

        Assert.Contains("is not offered here", response.UnknownTool, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_its_request_did_not_select_needs_no_other_token()
    {
        await using var host = await ToolsHost.StartAsync();
        var selection = Reading();
        selection.Toolsets.Add("issues");

        var response = await host.SendAsync("create_label", selection: selection);

        Assert.Contains("is not offered here", response.UnknownTool, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_for_a_tool_that_changes_something_says_why_none_is_found()
    {
        await using var host = await ToolsHost.StartAsync();

        var byScope = (await host.SendAsync("discover_tools", """{"search":"write a wiki page"}""", selection: Reading())).Result.Text;
        var byRequest = await host.SendAsync("discover_tools", """{"search":"write a wiki page"}""", selection: new() { ReadOnly = true });

        Assert.EndsWith(
            "the token has the scope read_api, and changing something needs api.",
            (string?)JsonNode.Parse(byScope)!["note"],
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("scope", byRequest.Result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoami_says_that_only_reading_tools_are_offered_and_why()
    {
        const string Token = "glpat-bob-reads-0123456789";
        await using var host = await ToolsHost.StartAsync(ToolsHost.World().WithToken("bob", Token, scopes: ["read_api", "read_user"]));

        var byScope = await ToolsAsync(Reading());
        var byRequest = await ToolsAsync(new() { ReadOnly = true });
        var all = await ToolsAsync(new());

        Assert.Equal("reading tools only: the token has the scope read_api, and changing something needs api", byScope);
        Assert.Equal("reading tools only", byRequest);
        Assert.Null(all);

        async Task<string?> ToolsAsync(ToolSelection selection)
        {
            var answer = JsonNode.Parse((await host.SendAsync("whoami", token: Token, selection: selection)).Result.Text)!;
            Assert.Equal("""["read_api","read_user"]""", answer["token"]!["scopes"]!.ToJsonString());
            return (string?)answer["tools"];
        }
    }

    private static ToolSelection Reading() => new() { ReadOnly = true, TokenOnlyReads = true };
}
