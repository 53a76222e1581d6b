using System.Net;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>initialize: what is refused starts no session, and so displaces none.</summary>
public sealed class HandshakeTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"protocolVersion":5,"capabilities":{},"clientInfo":{"name":"test","version":"1"}}""")]
    [InlineData("""{"protocolVersion":"2025-06-18","capabilities":[],"clientInfo":{"name":"test","version":"1"}}""")]
    [InlineData("""{"protocolVersion":"2025-06-18","capabilities":{"roots":5},"clientInfo":{"name":"test","version":"1"}}""")]
    [InlineData("""{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test"}}""")]
    public async Task Makes_no_session_for_parameters_of_another_form(string parameters)
    {
        using var client = shared.Client(shared.NewUser());
        var answer = await client.RpcAsync("initialize", parameters);
        Assert.Equal((HttpStatusCode.BadRequest, -32602), (answer.Status, answer.RpcErrorCode));
        Assert.Null(answer.SessionId);
    }

    [Fact]
    public async Task Makes_no_session_where_there_is_no_initialize()
    {
        await using var deployment = await Deployment.StartAsync(new() { Settings = ["--MAX_SESSIONS_PER_PRINCIPAL=2"] });
        var token = deployment.NewUser();
        using var older = deployment.Client(token);
        await older.StartSessionAsync();
        using var newer = deployment.Client(token);
        for (var i = 0; i < 4; i++)
        {
            var answer = await newer.Rpc2026Async("initialize");
            Assert.Equal((HttpStatusCode.NotFound, -32601), (answer.Status, answer.RpcErrorCode));
        }

        Assert.Equal(HttpStatusCode.OK, (await older.ListToolsAsync()).Status);
    }

    [Theory]
    [InlineData("2030-01-01")]
    [InlineData("2026-07-28")]
    [InlineData("1999-01-01")]
    [InlineData("")]
    public async Task Offers_the_newest_version_that_begins_like_this_for_one_it_does_not_know(string proposed)
    {
        using var client = shared.Client(shared.NewUser());
        var answer = await client.InitializeAsync(proposed);
        Assert.Equal("2025-11-25", answer.Result.GetProperty("protocolVersion").GetString());
        Assert.NotNull(answer.SessionId);
    }

    [Theory]
    [InlineData("2026-07-28", null)]
    [InlineData("2026-07-28", "2025-11-25")]
    [InlineData("2027-01-01", null)]
    public async Task The_version_of_a_request_without_a_session_stands_in_the_header_too(string said, string? header)
    {
        using var client = shared.Client(shared.NewUser());
        if (header is not null)
        {
            client.Headers["MCP-Protocol-Version"] = header;
        }

        var answer = await client.RpcAsync(
            "tools/list",
            $$$"""
            {"_meta":{"io.modelcontextprotocol/protocolVersion":"{{{said}}}",
              "io.modelcontextprotocol/clientInfo":{"name":"test","version":"1"},
              "io.modelcontextprotocol/clientCapabilities":{} } }
            """
        );
        Assert.Equal((HttpStatusCode.BadRequest, -32020), (answer.Status, answer.RpcErrorCode));
        Assert.Null(answer.SessionId);
    }

    [Fact]
    public async Task An_unknown_method_without_a_session_is_a_404_whose_body_is_a_document()
    {
        using var client = shared.Client(shared.NewUser());
        var answer = await client.Rpc2026Async("no/such");
        Assert.Equal((HttpStatusCode.NotFound, -32601), (answer.Status, answer.RpcErrorCode));
        Assert.Equal("application/json", answer.ContentHeaders.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("2025-11-25", "POST, DELETE")]
    [InlineData("2026-07-28", "POST")]
    public async Task Other_verbs_are_told_which_ones_their_version_has(string version, string allowed)
    {
        using var client = shared.Client(shared.NewUser());
        client.Headers["MCP-Protocol-Version"] = version;
        var answer = await client.GetAsync("/mcp");
        Assert.Equal((HttpStatusCode.MethodNotAllowed, allowed), (answer.Status, answer.Header("Allow")));
    }

    [Theory]
    [InlineData("tools/list")]
    [InlineData("resources/list")]
    [InlineData("resources/templates/list")]
    [InlineData("prompts/list")]
    public async Task A_cursor_into_a_list_without_pages_is_refused(string method)
    {
        using var client = shared.Client(shared.NewUser());
        Assert.Equal(-32602, (await client.RpcAsync(method, """{"cursor":"x"}""")).RpcErrorCode);
        Assert.Equal(-32602, (await client.Rpc2026Async(method, "\"cursor\":\"x\",")).RpcErrorCode);
    }
}
