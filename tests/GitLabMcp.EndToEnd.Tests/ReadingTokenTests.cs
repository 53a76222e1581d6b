using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>A token in a header with the scope `read_api` and without `api`: docs/behaviour.md, Token scopes.</summary>
public sealed class ReadingTokenTests : IAsyncLifetime
{
    private const string Record = "/api/v4/personal_access_tokens/self";
    private const string Issue = """{"project_id":"group/app","title":"T"}""";

    private Deployment _deployment = null!;

    public async ValueTask InitializeAsync() =>
        _deployment = await Deployment.StartAsync(
            new()
            {
                Edges = 2,
                SessionsReplicas = 2,
                Redis = true,
            }
        );

    public ValueTask DisposeAsync() => _deployment.DisposeAsync();

    [Fact]
    public async Task Every_session_of_it_on_every_Edge_lists_what_a_read_only_request_lists_after_one_check()
    {
        var token = NewToken("read_api");
        using var first = _deployment.Client(token, edge: 0);
        using var second = _deployment.Client(token, edge: 1);
        using var withoutId = _deployment.Client(token, edge: 1);
        using var idOnly = _deployment.Client(token: null, edge: 1);
        idOnly.SessionId = await first.StartSessionAsync();
        await second.StartSessionAsync();
        using var whole = _deployment.Client(_deployment.NewUser());
        using var readOnly = _deployment.Client(_deployment.NewUser());
        readOnly.Headers["X-GitLab-Read-Only"] = "true";

        var expected = Tools(await readOnly.ListToolsAsync());
        Answer[] lists =
        [
            await first.ListToolsAsync(),
            await second.ListToolsAsync(),
            await withoutId.ListToolsAsync(),
            await idOnly.ListToolsAsync(),
            await first.RpcAsync("tools/list", """{"_meta":{"progressToken":1}}"""),
        ];
        var sessionless = await second.Rpc2026Async("tools/list");

        Assert.All(lists, list => Assert.Equal(expected, Tools(list)));
        Assert.Equal(Names(lists[0]), Names(sessionless));
        Assert.Contains("create_issue", Names(await whole.ListToolsAsync()));
        Assert.DoesNotContain("create_issue", Names(lists[0]));
        Assert.Contains("get_issue", Names(lists[0]));
        Assert.Single(
            _deployment.GitLab.Requests,
            request => request.Path == Record && request.Headers["authorization"] == "Bearer " + token
        );
    }

    [Theory]
    [InlineData("create_issue", Issue)]
    [InlineData("create_workitem_note", """{"project_id":"group/app","iid":1,"body":"B"}""")]
    [InlineData("call_tool", $$"""{"name":"create_issue","arguments":{{Issue}}}""")]
    [InlineData("call_tool", """{"name":"create_workitem_note","arguments":{}}""")]
    [InlineData("execute_graphql", """{"query":"mutation { createIssue(input: {}) { errors } }"}""")]
    public async Task A_call_of_it_that_changes_something_is_a_tool_error_that_names_the_scope(string tool, string arguments)
    {
        using var client = _deployment.Client(NewToken("read_api", "read_user"));
        await client.StartSessionAsync();

        var direct = await client.CallToolAsync(tool, arguments);
        var sessionless = await client.Rpc2026Async("tools/call", $""" "name":"{tool}","arguments":{arguments}, """, tool);

        Assert.All(
            [direct, sessionless],
            answer =>
            {
                Assert.Equal(HttpStatusCode.OK, answer.Status);
                Assert.Null(answer.Header("WWW-Authenticate"));
                Assert.True(answer.IsToolError);
                Assert.Contains("needs a token with the scope api", answer.ToolText, StringComparison.Ordinal);
                Assert.Contains("This token has the scope read_api", answer.ToolText, StringComparison.Ordinal);
            }
        );
        Assert.DoesNotContain(_deployment.GitLab.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task It_reads_and_is_told_what_it_has()
    {
        using var client = _deployment.Client(NewToken("read_api"));

        var me = await client.CallToolAsync("whoami", "{}");
        var project = await client.CallToolAsync("call_tool", """{"name":"get_project","arguments":{"project_id":"group/app"}}""");
        var found = await client.CallToolAsync("discover_tools", """{"category":"labels"}""");

        Assert.Contains("\"scopes\":[\"read_api\"]", me.ToolText, StringComparison.Ordinal);
        Assert.Contains("\"tools\":\"reading tools only: ", me.ToolText, StringComparison.Ordinal);
        Assert.Contains("group/app", project.ToolText, StringComparison.Ordinal);
        Assert.Contains("get_label", found.ToolText, StringComparison.Ordinal);
        Assert.DoesNotContain("create_label", found.ToolText, StringComparison.Ordinal);
    }

    /// <summary>404 is the answer of a GitLab before 15.5.</summary>
    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    public async Task A_token_whose_scopes_GitLab_does_not_say_has_the_whole_catalogue(int status)
    {
        _deployment.GitLab.On("GET", Record).Answer(status, """{"error":"no"}""");
        using var client = _deployment.Client(NewToken("read_api"));
        await client.StartSessionAsync();

        var list = await client.ListToolsAsync();
        var me = await client.CallToolAsync("whoami", "{}");
        var write = await client.CallToolAsync("create_issue", Issue);

        Assert.Contains("create_issue", Names(list));
        Assert.DoesNotContain("\"tools\":", me.ToolText, StringComparison.Ordinal);
        Assert.Contains("The token lacks the scope this needs: api (403)", write.ToolText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api")]
    [InlineData("read_api", "api")]
    public async Task A_token_with_api_has_the_whole_catalogue(params string[] scopes)
    {
        using var client = _deployment.Client(NewToken(scopes));

        var list = await client.ListToolsAsync();
        var write = await client.CallToolAsync("create_issue", Issue);

        Assert.Contains("create_issue", Names(list));
        Assert.False(write.IsToolError);
    }

    [Fact]
    public async Task A_session_offers_what_the_token_may_do_that_it_goes_on_with()
    {
        var reading = NewToken("read_api");
        var writing = $"{reading}-writing";
        _deployment.GitLab.WithToken(NameOf(reading), writing);
        using var with = _deployment.Client(reading, edge: 0);
        using var other = _deployment.Client(writing, edge: 1);
        using var idOnly = _deployment.Client(token: null, edge: 0);
        idOnly.SessionId = other.SessionId = await with.StartSessionAsync();

        Assert.DoesNotContain("create_issue", Names(await idOnly.ListToolsAsync()));
        Assert.Contains("create_issue", Names(await other.ListToolsAsync()));
        Assert.Contains("create_issue", Names(await idOnly.ListToolsAsync()));
        Assert.DoesNotContain("create_issue", Names(await with.ListToolsAsync()));
        Assert.DoesNotContain("create_issue", Names(await idOnly.ListToolsAsync()));
    }

    /// <summary>A token of a user of its own.</summary>
    private string NewToken(params string[] scopes)
    {
        var whole = _deployment.NewUser();
        var token = whole + "-some";
        _deployment.GitLab.WithToken(NameOf(whole), token, scopes: scopes);
        return token;
    }

    /// <summary>`glpat-user-7-0123…` is user-7's.</summary>
    private static string NameOf(string token) => string.Join('-', token.Split('-')[1..3]);

    private static string Tools(Answer list) => list.Result.GetProperty("tools").GetRawText();

    private static List<string?> Names(Answer list) =>
        [.. list.Result.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString())];
}
