using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;

namespace GitLabMcp.Edge.Tests.Mcp;

/// <summary>What the MCP SDK does by itself, without our work-arounds. A test that fails here after an update of the SDK says that
/// the work-around it names may be no longer needed: take it out, and see whether the end-to-end tests pass without it.</summary>
public sealed class SdkBehaviourTests : IAsyncLifetime
{
    private const string Both = "application/json, text/event-stream";

    private readonly HttpClient _http = new();
    private readonly Logs _logs = new();
    private readonly WebApplication _app;

    public SdkBehaviourTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(_logs);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder
            .Services.AddMcpServer()
            .WithHttpTransport(options => options.SessionMode = HttpServerSessionMode.Stateless)
            .WithCallToolHandler(
                (request, _) =>
                    request.Params!.Name == "refuse"
                        ? throw new McpProtocolException("There is no such tool.", McpErrorCode.InvalidParams)
                        : new ValueTask<CallToolResult>(
                            new CallToolResult { Content = [new TextContentBlock { Text = """{"title":"Zurich"}""" }] }
                        )
            );
        _app = builder.Build();
        _app.MapMcp("/mcp");
    }

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _http.BaseAddress = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        _logs.Dispose();
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/event-stream")]
    public async Task Takes_only_clients_that_accept_both_forms__SdkAdapter(string accept) =>
        Assert.Equal(HttpStatusCode.NotAcceptable, (await SendAsync("tools/call", """{"name":"say"}""", accept)).Status);

    [Fact]
    public async Task Answers_with_an_event_stream__PlainJsonAnswers() =>
        Assert.Equal("text/event-stream", (await SendAsync("tools/call", """{"name":"say"}""")).MediaType);

    [Fact]
    public void Has_no_option_that_keeps_a_silent_stream_alive__EventStreamAnswers() =>
        Assert.DoesNotContain(
            typeof(HttpServerTransportOptions).GetProperties(),
            property =>
                property.Name.Contains("Alive", StringComparison.OrdinalIgnoreCase)
                || property.Name.Contains("Heartbeat", StringComparison.OrdinalIgnoreCase)
        );

    [Fact]
    public async Task Refuses_a_session_id_that_it_did_not_issue__SdkAdapter() =>
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await SendAsync("tools/call", """{"name":"say"}""", Both, request => request.Headers.Add("Mcp-Session-Id", "1"))).Status
        );

    [Fact]
    public async Task Escapes_quotes_in_texts__RawJson()
    {
        var text = (await SendAsync("tools/call", """{"name":"say"}""")).Text;

        Assert.Contains("\\u0022title\\u0022", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_a_callers_mistake_that_a_handler_throws__ResultOverride()
    {
        await SendAsync("tools/call", """{"name":"refuse"}""");

        Assert.Contains(_logs.Levels, level => level >= LogLevel.Warning);
    }

    [Fact]
    public async Task Calls_parameters_of_another_form_a_fault_of_the_server__InvalidParamsFilter() =>
        Assert.Contains("-32603", (await SendAsync("tools/call", """{"name":7}""")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Does_not_offer_its_newest_version_to_a_client_that_proposes_an_unknown_one__Handshake()
    {
        var answer = await SendAsync(
            "initialize",
            """{"protocolVersion":"2099-01-01","capabilities":{},"clientInfo":{"name":"x","version":"1"}}"""
        );

        Assert.DoesNotContain("\"result\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cannot_be_told_how_long_its_answer_to_discover_may_be_kept__DiscoveryCacheHints()
    {
        var answer = await SendAsync(
            "server/discover",
            """
            {"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},
            "io.modelcontextprotocol/clientInfo":{"name":"x","version":"1"}}}
            """,
            Both,
            request =>
            {
                request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
                request.Headers.Add("Mcp-Method", "server/discover");
            }
        );

        Assert.Equal(0, JsonElement.Parse(answer.Json).GetProperty("result").GetProperty("ttlMs").GetInt32());
    }

    private async Task<Answer> SendAsync(string method, string parameters, string accept = Both, Action<HttpRequestMessage>? prepare = null)
    {
        var body = $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd(accept);
        prepare?.Invoke(request);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    private sealed record Answer(HttpStatusCode Status, string? MediaType, string Text)
    {
        /// <summary>Of the one event: <c>event: message\ndata: {…}\n\n</c>.</summary>
        public string Json => Text[Text.IndexOf('{', StringComparison.Ordinal)..].TrimEnd();
    }

    private sealed class Logs : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<LogLevel> Levels { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Levels.Enqueue(logLevel);

        public void Dispose() { }
    }
}
