using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>All protocol versions on one URL, through the client of the C# SDK and by hand.</summary>
public sealed class ProtocolVersionTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    public static TheoryData<string> Versions => ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_client_of_each_version_lists_and_calls(string version)
    {
        await using var client = await shared.ConnectAsync(shared.NewUser(), version);

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);
        var result = await client.CallToolAsync(
            "get_project",
            new Dictionary<string, object?> { ["project_id"] = "group/app" },
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Equal(version, client.NegotiatedProtocolVersion);
        Assert.Equal("gitlab-mcp", client.ServerInfo?.Name);
        Assert.NotEmpty(client.ServerInstructions ?? "");
        Assert.Contains(tools, tool => tool.Name == "get_project");
        Assert.NotEqual(true, result.IsError);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        Assert.Contains("group/app", text, StringComparison.Ordinal);

        // The same data for programs, where the version knows of it.
        Assert.Equal(string.CompareOrdinal(version, "2025-06-18") < 0 ? null : text, result.StructuredContent?.GetRawText());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_client_of_each_version_is_told_of_an_unknown_tool_by_a_protocol_error(string version)
    {
        await using var client = await shared.ConnectAsync(shared.NewUser(), version);

        var e = await Assert.ThrowsAsync<McpProtocolException>(async () =>
            await client.CallToolAsync("get_projekt", cancellationToken: TestContext.Current.CancellationToken)
        );

        Assert.Equal(McpErrorCode.InvalidParams, e.ErrorCode);
    }

    [Fact]
    public async Task Discovers_with_the_fields_that_2026_requires()
    {
        using var client = shared.Client(shared.NewUser());

        var result = (await client.Rpc2026Async("server/discover")).Result;

        Assert.Contains("2026-07-28", result.GetProperty("supportedVersions").EnumerateArray().Select(version => version.GetString()));
        Assert.Equal(300_000, result.GetProperty("ttlMs").GetInt32());
        Assert.Equal("public", result.GetProperty("cacheScope").GetString());
    }

    [Fact]
    public async Task Lists_with_the_fields_that_2026_requires_and_older_versions_do_not_know()
    {
        using var client = shared.Client(shared.NewUser());

        var modern = (await client.Rpc2026Async("tools/list")).Result;
        var older = (await client.ListToolsAsync()).Result;

        Assert.True(modern.TryGetProperty("ttlMs", out _));
        Assert.Equal("private", modern.GetProperty("cacheScope").GetString());
        Assert.Equal(modern.GetProperty("tools").GetRawText(), older.GetProperty("tools").GetRawText());
        Assert.Equal(["tools"], older.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Refuses_a_version_it_does_not_speak_as_the_specification_says()
    {
        using var client = shared.Client(shared.NewUser());
        client.Headers["MCP-Protocol-Version"] = "2031-01-01";

        var answer = await client.ListToolsAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(-32022, answer.RpcErrorCode);
        Assert.Null(answer.SessionId);
    }

    [Fact]
    public async Task Names_in_that_refusal_the_versions_that_it_discovers()
    {
        using var client = shared.Client(shared.NewUser());
        var discovered = (await client.Rpc2026Async("server/discover")).Result.GetProperty("supportedVersions");
        client.Headers["MCP-Protocol-Version"] = "2031-01-01";

        var data = (await client.ListToolsAsync()).Json.GetProperty("error").GetProperty("data");

        Assert.Equal(discovered.GetRawText(), data.GetProperty("supported").GetRawText());
        Assert.Equal("2031-01-01", data.GetProperty("requested").GetString());
    }

    [Fact]
    public async Task Writes_quotes_and_letters_of_an_answer_without_escaping_what_needs_none()
    {
        using var client = shared.Client(shared.NewUser());

        var answer = await client.CallToolAsync("get_project", """{"project_id":"group/app"}""");

        Assert.DoesNotContain("\\u0022", answer.Text, StringComparison.Ordinal);
        Assert.Contains("\\\"", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?toolsets=no_such_toolset")]
    [InlineData("?read_only=true")]
    public async Task Lists_what_the_query_asks_for(string query)
    {
        using var client = shared.Client(shared.NewUser());

        var answer = await client.SendAsync(
            HttpMethod.Post,
            "/mcp" + query,
            new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", System.Text.Encoding.UTF8, "application/json")
        );

        if (query.Contains("no_such", StringComparison.Ordinal))
        {
            Assert.Equal(-32602, answer.RpcErrorCode);
        }
        else
        {
            Assert.All(
                answer.Result.GetProperty("tools").EnumerateArray(),
                tool => Assert.True(tool.GetProperty("annotations").GetProperty("readOnlyHint").GetBoolean())
            );
        }
    }
}
