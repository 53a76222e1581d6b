namespace GitLabMcp.GitLabTools.Tests;

/// <summary>What a document does is read from its syntax, before anything is sent.</summary>
public sealed class ExecuteGraphQLTests
{
    private const string Delete = "mutation { x: destroyNote(input: {id: \"gid://gitlab/Note/1\"}) { errors } }";

    private const string Hidden =
        "mutation { ...A } fragment A on Mutation { ... on Mutation { ...B } } "
        + "fragment B on Mutation { y: workItemDelete(input: {}) { errors } }";

    private const string Change =
        "mutation { createNote(input: {noteableId: \"gid://gitlab/Issue/1\", body: \"query { delete }\"}) { errors } }";

    [Theory]
    [InlineData(Delete)]
    [InlineData(Change)]
    [InlineData("query a { currentUser { id } } mutation b { createNote(input: {}) { errors } }")]
    [InlineData("# query\n  mutation{createNote(input:{}){errors}}")]
    [InlineData("subscription { issuableTitleUpdated(issuableId: 1) { id } }")]
    public async Task Read_only_lets_queries_through_and_nothing_else(string document)
    {
        foreach (var setting in (string[])["--GITLAB_READ_ONLY_MODE=true", "--GITLAB_PERMISSION_MODE=readonly"])
        {
            await using var host = await ToolsHost.StartAsync(settings: [setting]);
            await RefusedAsync(host, document, selection: null);
        }

        await using var open = await ToolsHost.StartAsync();
        await RefusedAsync(open, document, new() { ReadOnly = true });
    }

    [Theory]
    [InlineData(Delete, "destroyNote")]
    [InlineData(Hidden, "workItemDelete")]
    [InlineData("mutation { ok: createNote(input: {}) { errors } achievementsRevoke(input: {}) { errors } }", "achievementsRevoke")]
    [InlineData("mutation { awardEmojiToggle(input: {}) { errors } }", "awardEmojiToggle")]
    public async Task Modify_mode_deletes_nothing_by_whatever_alias_or_fragment(string document, string mutation)
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_PERMISSION_MODE=modify"]);
        Assert.Contains(
            $"the mutation {mutation} is refused",
            await RefusedAsync(host, document, selection: null),
            StringComparison.Ordinal
        );
        host.GitLab.On("POST", "/api/graphql*").Answer(200, """{"data":{"createNote":{"errors":[]}}}""");
        await host.CallAsync("execute_graphql", Arguments(Change));
    }

    [Theory]
    [InlineData("{ project(fullPath: \"a/b\") { x: runnersToken } }", "runnersToken")]
    [InlineData("{ group(fullPath: \"a\") { ciVariables { nodes { key v: value } } } }", "value")]
    [InlineData("{ group(fullPath: \"a\") { ciVariables { nodes { ...F } } } } fragment F on CiGroupVariable { value }", "value")]
    [InlineData(
        "{ project(fullPath: \"a\") { ciVariables { ...F } } } fragment F on CiProjectVariableConnection { nodes { key value } }",
        "value"
    )]
    [InlineData("mutation { clusterAgentTokenCreate(input: {}) { secret } }", "secret")]
    public async Task Secrets_are_not_asked_for(string document, string field)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(
            $"The field {field} may hold a secret",
            await RefusedAsync(host, document, selection: null),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("query {", "line 1, column 8")]
    [InlineData("fragment A on User { id }", "no operation")]
    [InlineData("{ a } query b { c }", "several operations")]
    public async Task A_document_that_is_no_one_operation_is_refused_with_the_place(string document, string part)
    {
        await using var host = await ToolsHost.StartAsync();
        Assert.Contains(part, await RefusedAsync(host, document, selection: null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Depth_and_length_are_bounded()
    {
        await using var host = await ToolsHost.StartAsync();
        await RefusedAsync(host, string.Concat(Enumerable.Repeat("{a", 2_000)) + new string('}', 2_000), selection: null);
        await RefusedAsync(host, "{ a(x: \"" + new string('x', 10_000) + "\") }", selection: null);
    }

    [Fact]
    public async Task It_does_not_exist_where_only_certain_projects_do()
    {
        await using var host = await ToolsHost.StartAsync(settings: ["--GITLAB_ALLOWED_PROJECT_IDS=1"]);
        Assert.DoesNotContain(await host.ListAsync(), tool => tool.Name == "execute_graphql");
        Assert.NotEmpty((await host.SendAsync("execute_graphql", Arguments("{ currentUser { id } }"))).UnknownTool);
        Assert.Contains(
            "not offered here",
            await host.RefusalAsync("call_tool", """{"name":"execute_graphql","arguments":{"query":"{ currentUser { id } }"}}"""),
            StringComparison.Ordinal
        );
        Assert.Empty(host.GitLab.Requests);
    }

    [Fact]
    public async Task Errors_beside_data_are_shown_and_errors_alone_are_a_refusal()
    {
        await using var host = await ToolsHost.StartAsync();
        host.GitLab.On("POST", "/api/graphql*").Answer(200, """{"data":{"a":1},"errors":[{"message":"half of it"}]}""");
        Assert.Contains("half of it", await host.CallAsync("execute_graphql", Arguments("{ a }")), StringComparison.Ordinal);
        host.GitLab.On("POST", "/api/graphql*").Answer(200, """{"errors":[{"message":"Field 'a' doesn't exist on type 'Query'"}]}""");
        Assert.Contains("doesn't exist on type", await host.RefusalAsync("execute_graphql", Arguments("{ a }")), StringComparison.Ordinal);
    }

    private static string Arguments(string document) => new System.Text.Json.Nodes.JsonObject { ["query"] = document }.ToJsonString();

    private static async Task<string> RefusedAsync(ToolsHost host, string document, Contract.ToolSelection? selection)
    {
        var response = await host.SendAsync("execute_graphql", Arguments(document), selection: selection);
        Assert.True(response.Result is { IsError: true }, response.ToString());
        Assert.Empty(host.GitLab.Requests);
        return response.Result.Text;
    }
}
