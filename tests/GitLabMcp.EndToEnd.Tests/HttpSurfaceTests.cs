using System.Net;
using System.Text;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>The rules of docs/behaviour.md, HTTP surface.</summary>
public sealed class HttpSurfaceTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    private const string ListTools = """{"jsonrpc":"2.0","method":"tools/list","id":1}""";

    [Fact]
    public async Task Answers_the_curl_command_of_a_client_never_seen_before_with_one_JSON_document()
    {
        // curl -X POST http://localhost:3002/mcp -H "Authorization: Bearer …" -H "Content-Type: application/json" -d '…'
        using var curl = shared.Client(shared.NewUser(), accept: "*/*");

        var answer = await curl.PostAsync(ListTools);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("application/json", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Contains(answer.Result.GetProperty("tools").EnumerateArray(), tool => tool.GetProperty("name").GetString() == "get_project");
        Assert.NotNull(answer.SessionId);
    }

    [Fact]
    public async Task Answers_the_python_command_with_JSON_that_parses()
    {
        // requests.post(…, json={…}).json(): Accept is */*, the content type has no charset, keep-alive.
        using var python = shared.Client(shared.NewUser(), accept: "*/*");

        var answer = await python.SendAsync(
            HttpMethod.Post,
            "/mcp",
            new ByteArrayContent(Encoding.UTF8.GetBytes("""{"jsonrpc": "2.0", "method": "tools/list", "id": 1}"""))
            {
                Headers = { ContentType = new("application/json") },
            }
        );

        Assert.Equal(1, answer.Json.GetProperty("id").GetInt32());
        Assert.NotEmpty(answer.Result.GetProperty("tools").EnumerateArray());
    }

    [Theory]
    [InlineData("application/json, text/event-stream", "text/event-stream")]
    [InlineData("text/event-stream", "text/event-stream")]
    [InlineData("application/json", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("", "application/json")]
    [InlineData("text/html", "application/json")]
    public async Task Answers_in_the_form_that_the_client_accepts_and_never_406(string accept, string contentType)
    {
        using var client = shared.Client(shared.NewUser(), accept);

        var answer = await client.PostAsync(ListTools);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(contentType, answer.ContentHeaders.ContentType?.MediaType);
        Assert.NotEmpty(answer.Result.GetProperty("tools").EnumerateArray());
    }

    [Fact]
    public async Task Gives_a_tool_call_to_a_JSON_client_as_one_document_with_a_length()
    {
        using var client = shared.Client(shared.NewUser(), accept: "application/json");

        var answer = await client.CallToolAsync("get_project", """{"project_id":"group/app"}""");

        Assert.Equal(Encoding.UTF8.GetByteCount(answer.Text), answer.ContentHeaders.ContentLength);
        Assert.False(answer.IsToolError, answer.Text);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task Takes_only_POST_and_DELETE_at_mcp(string verb)
    {
        using var client = shared.Client(shared.NewUser());

        var answer = await client.SendAsync(new HttpMethod(verb), "/mcp", content: null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
        Assert.Equal("POST, DELETE", answer.Header("Allow"));
        Assert.Equal("Method not allowed", answer.Error);
        Assert.Contains("POST", answer.Message, StringComparison.Ordinal);
        Assert.Contains("Streamable HTTP", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/sse")]
    [InlineData("POST", "/sse")]
    [InlineData("POST", "/messages?sessionId=0123")]
    public async Task Tells_a_client_of_the_old_transport_what_to_choose(string verb, string address)
    {
        using var client = shared.Client(shared.NewUser());

        var answer = await client.SendAsync(new HttpMethod(verb), address, content: null);

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Contains("POST /mcp, by Streamable HTTP and not by SSE", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("not json")]
    public async Task Refuses_malformed_JSON_with_a_parse_error(string body)
    {
        using var client = shared.Client(shared.NewUser());

        var answer = await client.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(-32700, answer.RpcErrorCode);
    }

    [Fact]
    public async Task Refuses_nesting_over_64_with_a_parse_error()
    {
        using var client = shared.Client(shared.NewUser());

        var answer = await client.CallToolAsync("get_project", "{\"a\":" + new string('[', 10_000) + new string(']', 10_000) + "}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(-32700, answer.RpcErrorCode);
    }

    [Fact]
    public async Task Refuses_a_batch()
    {
        using var client = shared.Client(shared.NewUser());

        var answer = await client.PostAsync($"[{ListTools}]");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(-32600, answer.RpcErrorCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refuses_a_body_over_4_MiB(bool chunked)
    {
        using var client = shared.Client(shared.NewUser());
        var body = Encoding.UTF8.GetBytes(
            $$"""{"jsonrpc":"2.0","method":"ping","id":1,"params":{"a":"{{new string('a', 4 * 1024 * 1024)}}"} }"""
        );

        var answer = await client.SendAsync(
            HttpMethod.Post,
            "/mcp",
            new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
            request => request.Headers.TransferEncodingChunked = chunked
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
        Assert.Contains("4 MiB", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_a_body_under_4_MiB()
    {
        using var client = shared.Client(shared.NewUser());

        var answer = await client.RpcAsync("ping", $$"""{"a":"{{new string('a', (4 * 1024 * 1024) - 200)}}"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Refuses_another_content_type(string contentType)
    {
        using var client = shared.Client(shared.NewUser());

        var answer = await client.SendAsync(HttpMethod.Post, "/mcp", new StringContent(ListTools, Encoding.UTF8, contentType));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
        Assert.Contains("application/json", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_body_without_a_content_type()
    {
        using var client = shared.Client(shared.NewUser());

        var answer = await client.SendAsync(HttpMethod.Post, "/mcp", new ByteArrayContent(Encoding.UTF8.GetBytes(ListTools)));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
    }

    [Theory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("POST", "/mcp/else", 404)]
    [InlineData("GET", "/../etc/passwd", 404)]
    [InlineData("POST", "/health", 405)]
    public async Task Says_errors_of_other_routes_as_JSON(string verb, string path, int status)
    {
        using var client = shared.Client(shared.NewUser());

        var answer = await client.SendAsync(new HttpMethod(verb), path, content: null);

        Assert.Equal(status, (int)answer.Status);
        Assert.Equal("application/json", answer.ContentHeaders.ContentType?.MediaType);
        Assert.NotEmpty(answer.Error);
        Assert.NotEmpty(answer.Message);
    }

    [Theory]
    [InlineData("/mcp")]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/ready")]
    [InlineData("/metrics")]
    [InlineData("/")]
    [InlineData("/nothing")]
    public async Task Refuses_a_foreign_Host_and_a_foreign_Origin_on_every_route(string path)
    {
        using var client = shared.Client(shared.NewUser());

        var byHost = await client.SendAsync(HttpMethod.Get, path, content: null, request => request.Headers.Host = "evil.example");
        var byOrigin = await client.SendAsync(
            HttpMethod.Get,
            path,
            content: null,
            request => request.Headers.Add("Origin", "https://evil.example")
        );

        Assert.Equal((HttpStatusCode.Forbidden, "Host not allowed"), (byHost.Status, byHost.Error));
        Assert.Equal((HttpStatusCode.Forbidden, "Origin not allowed"), (byOrigin.Status, byOrigin.Error));
    }

    [Fact]
    public async Task Opens_nothing_to_other_origins()
    {
        using var client = shared.Client(shared.NewUser());

        var preflight = await client.SendAsync(
            HttpMethod.Options,
            "/mcp",
            content: null,
            request =>
            {
                request.Headers.Add("Origin", shared.Deployment.Edge.GetLeftPart(UriPartial.Authority));
                request.Headers.Add("Access-Control-Request-Method", "POST");
            }
        );

        Assert.DoesNotContain(preflight.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":5}}""")]
    [InlineData(
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":[],"clientInfo":7}}"""
    )]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":5}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"a":1,"a":2}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_project","arguments":{"a":1,"a":2}}}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"no/such"}""")]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":5}""")]
    public async Task Answers_odd_messages_with_an_error_that_names_no_type_of_ours(string body)
    {
        foreach (var accept in new[] { "*/*", "application/json, text/event-stream" })
        {
            using var client = shared.Client(shared.NewUser(), accept);

            var answer = await client.PostAsync(body);

            Assert.True((int)answer.Status < 500, answer.Text);
            Assert.True(answer.Json.TryGetProperty("error", out _) || answer.Result.TryGetProperty("content", out _), answer.Text);
            Assert.DoesNotContain("System.", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("ModelContextProtocol", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        }
    }
}
