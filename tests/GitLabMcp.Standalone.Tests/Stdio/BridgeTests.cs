using System.Net;
using System.Text;
using GitLabMcp.Standalone.Stdio;
using Microsoft.Extensions.Logging.Abstractions;

namespace GitLabMcp.Standalone.Tests.Stdio;

/// <summary>What the bridge makes of answers that a running Edge seldom gives.</summary>
public sealed class BridgeTests
{
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}""";
    private const string Ping = """{"jsonrpc":"2.0","id":2,"method":"ping"}""";
    private const string Begun = """{"jsonrpc":"2.0","id":1,"result":{"protocolVersion":"2025-11-25"}}""";
    private const string Answered = """{"jsonrpc":"2.0","id":2,"result":{}}""";

    [Fact]
    public async Task Begins_a_new_session_when_the_old_one_has_ended()
    {
        var edge = new ScriptedEdge(
            (200, "first", Begun),
            (404, null, """{"error":"Session not found","message":"Initialize again."}"""),
            (200, "second", Begun),
            (200, null, Answered)
        );

        var output = await TalkAsync(edge, Initialize, Ping);

        Assert.Equal([Begun, Answered], output);
        Assert.Equal([null, "first", null, "second"], edge.Sessions);
        Assert.Equal([null, "2025-11-25", null, "2025-11-25"], edge.Versions);
    }

    [Fact]
    public async Task Says_in_the_protocol_what_HTTP_says_by_its_status()
    {
        var edge = new ScriptedEdge(
            (429, null, """{"error":"Too many requests","message":"Try again in 5 seconds."}"""),
            (413, null, null)
        );

        var output = await TalkAsync(edge, Ping, """{"jsonrpc":"2.0","method":"notifications/cancelled"}""");

        Assert.Equal(
            ["""{"jsonrpc":"2.0","id":2,"error":{"code":-32000,"message":"Too many requests. Try again in 5 seconds."}}"""],
            output
        );
    }

    [Fact]
    public async Task Leaves_an_answer_in_several_lines_on_one()
    {
        var edge = new ScriptedEdge((200, null, "{\"jsonrpc\":\"2.0\",\r\n\"id\":2,\n\"result\":{}}"));

        Assert.Equal(["{\"jsonrpc\":\"2.0\",  \"id\":2, \"result\":{}}"], await TalkAsync(edge, Ping));
    }

    [Fact]
    public async Task Sends_the_version_of_a_message_and_no_session_where_versions_have_none()
    {
        var edge = new ScriptedEdge((200, "first", Begun), (200, null, Answered));

        await TalkAsync(
            edge,
            Initialize,
            """{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}"""
        );

        Assert.Equal([null, "2026-07-28"], edge.Versions);
        Assert.Equal([null, null], edge.Sessions);
    }

    [Fact]
    public async Task Begins_a_session_for_a_client_that_first_asked_without_one()
    {
        var edge = new ScriptedEdge((400, null, Answered), (200, "first", Begun), (200, null, Answered));

        await TalkAsync(
            edge,
            """{"jsonrpc":"2.0","id":0,"method":"server/discover","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}""",
            Initialize,
            Ping
        );

        Assert.Equal(["2026-07-28", null, "2025-11-25"], edge.Versions);
        Assert.Equal([null, null, "first"], edge.Sessions);
    }

    [Fact]
    public async Task Begins_a_session_by_an_answer_on_a_stream_of_events()
    {
        var edge = new ScriptedEdge((200, "first", $"event: message\ndata: {Begun}\n\n"), (200, null, Answered));

        var output = await TalkAsync(edge, Initialize, Ping);

        Assert.Equal([Begun, Answered], output);
        Assert.Equal([null, "first"], edge.Sessions);
        Assert.Equal([null, "2025-11-25"], edge.Versions);
    }

    [Theory]
    [InlineData("get_project", "get_project")]
    [InlineData(" x", "=?base64?IHg=?=")]
    [InlineData("größe", "=?base64?Z3LDtsOfZQ==?=")]
    [InlineData("=?base64?eA==?=", "=?base64?PT9iYXNlNjQ/ZUE9PT89?=")]
    public void A_header_repeats_what_it_can_hold(string text, string header) => Assert.Equal(header, HeaderText.Of(text));

    private static async Task<string[]> TalkAsync(ScriptedEdge edge, params string[] lines)
    {
        using var output = new MemoryStream();
        using var writer = new MessageWriter(output);
        using var http = new HttpClient(edge) { BaseAddress = new Uri("http://localhost/mcp") };
        using var input = new StringReader(string.Join('\n', lines));
        using var idle = new IdleCollection(TimeProvider.System);
        await new StdioBridge(http, writer, idle, static _ => Task.FromResult<string?>(null), NullLogger.Instance).RunAsync(
            input,
            TestContext.Current.CancellationToken
        );
        return Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Gives these answers one after the other: status, session id, and JSON or a stream of events.</summary>
    private sealed class ScriptedEdge(params (int Status, string? Session, string? Json)[] answers) : HttpMessageHandler
    {
        private int _next;

        public List<string?> Sessions { get; } = [];

        public List<string?> Versions { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sessions.Add(Header(request, "Mcp-Session-Id"));
            Versions.Add(Header(request, "MCP-Protocol-Version"));
            var (status, session, json) = answers[_next++];
            var response = new HttpResponseMessage((HttpStatusCode)status);
            if (session is not null)
            {
                response.Headers.Add("Mcp-Session-Id", session);
            }

            if (json is not null)
            {
                var type = json.StartsWith('{') ? "application/json" : "text/event-stream";
                response.Content = new StringContent(json, Encoding.UTF8, type);
            }

            return Task.FromResult(response);
        }

        private static string? Header(HttpRequestMessage request, string name) =>
            request.Headers.TryGetValues(name, out var values) ? values.Single() : null;
    }
}
