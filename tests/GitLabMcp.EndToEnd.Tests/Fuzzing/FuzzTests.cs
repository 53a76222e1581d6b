using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests.Fuzzing;

/// <summary>Whatever comes to POST /mcp gets a well-formed answer of the right class. FUZZ_SEED and FUZZ_CASES choose others.</summary>
public sealed class FuzzTests(FuzzTests.Patient patient) : IClassFixture<FuzzTests.Patient>
{
    private const long MostGrowth = 128 * 1024 * 1024;

    private static readonly int Seed = Number("FUZZ_SEED", 20260728);
    private static readonly int Cases = Number("FUZZ_CASES", 1000);

    private static readonly string[] Values =
        ["", " ", "x", "2026-07-28", "2025-11-25", "2031-01-01", "-1", "tools/list", "tools/call", "get_project", "=?base64?!!!?=", "application/json", "text/plain", "*/*;q=0", new('a', 5000), "a,b", "\"", "%00"];

    private static readonly string[] Headers =
        ["MCP-Protocol-Version", "Mcp-Method", "Mcp-Name", "mcp-session-id", "Accept", "Content-Type", "Content-Encoding", "Last-Event-ID", "Mcp-Param-Project", "X-GitLab-Toolsets", "X-GitLab-API-URL"];

    [Fact]
    public async Task Messages_get_the_error_that_fits_them_and_cost_no_memory_for_long()
    {
        var random = Random(1);
        using var client = patient.Client();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Cases; i++)
        {
            var message = FuzzedMessage.Next(random);
            var is2026 = random.Next(3) == 0;
            var answer = await client.SendAsync(HttpMethod.Post, "/mcp", new ByteArrayContent(message.Body) { Headers = { ContentType = new("application/json") } }, request =>
            {
                if (is2026)
                {
                    request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
                }
            });
            Assert.True(Problem(answer) is not { } problem, $"Case {i}, {message.What}: {Problem(answer)}\n{Start(message.Body)}\n{(int)answer.Status} {Start(answer.Text)}");
            Assert.True(Expected(message.Body) is not { } code || code == Code(answer), $"Case {i}, {message.What}: {Code(answer)} is not {Expected(message.Body)}\n{Start(message.Body)}\n{Start(answer.Text)}");
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostGrowth);
    }

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2026-07-28")]
    public async Task Null_or_nothing_in_the_place_of_any_member_is_the_callers_mistake_or_does_no_harm(string version)
    {
        using var client = patient.Client();
        foreach (var message in FuzzedMessage.Nulls())
        {
            var sent = JsonNode.Parse(message.Body)!;
            var answer = await client.SendAsync(HttpMethod.Post, "/mcp", new ByteArrayContent(message.Body) { Headers = { ContentType = new("application/json") } }, request =>
            {
                request.Headers.Add("MCP-Protocol-Version", version);
                request.Headers.TryAddWithoutValidation("Mcp-Method", sent["method"]?.ToString());
                request.Headers.TryAddWithoutValidation("Mcp-Name", (sent["params"]?["name"] ?? sent["params"]?["uri"])?.ToString());
            });
            Assert.True(Problem(answer) is not { } problem, $"{message.What}: {Problem(answer)}\n{Start(message.Body)}\n{(int)answer.Status} {Start(answer.Text)}");
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"level":null}""")]
    [InlineData("""{"level":"loud"}""")]
    public async Task A_level_that_is_none_is_the_callers_mistake(string parameters)
    {
        using var client = patient.Client();
        Assert.Equal(-32602, (await client.RpcAsync("logging/setLevel", parameters)).RpcErrorCode);
        Assert.Equal(-32602, (await client.RpcAsync("logging/setLevel")).RpcErrorCode);
    }

    [Fact]
    public async Task Headers_that_do_not_fit_get_an_error_and_never_a_fault()
    {
        var random = Random(2);
        using var client = patient.Client();
        for (var i = 0; i < Cases; i++)
        {
            var sent = Enumerable.Range(0, random.Next(1, 4)).Select(_ => (Name: Headers[random.Next(Headers.Length)], Value: Values[random.Next(Values.Length)])).ToArray();
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(FuzzedMessage.NextGood(random)));
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");

            var answer = await client.SendAsync(HttpMethod.Post, "/mcp", content, request =>
            {
                foreach (var (name, value) in sent)
                {
                    request.Headers.Remove(name.StartsWith("Content", StringComparison.Ordinal) ? "X-None" : name);
                    if (!request.Headers.TryAddWithoutValidation(name, value))
                    {
                        content.Headers.Remove(name);
                        content.Headers.TryAddWithoutValidation(name, value);
                    }
                }
            });

            Assert.True(Problem(answer) is null, $"Case {i}: {Problem(answer)}\n{string.Join('\n', sent.Select(header => $"{header.Name}: {Start(header.Value)}"))}\n{(int)answer.Status} {Start(answer.Text)}");
        }
    }

    [Fact]
    public async Task Chunked_garbage_is_refused_and_leaves_the_server_standing()
    {
        var random = Random(3);
        for (var i = 0; i < Cases / 5; i++)
        {
            var body = new byte[random.Next(1, 400)];
            random.NextBytes(body);
            var chunks = random.Next(3) switch
            {
                0 => body,
                1 => [.. Encoding.ASCII.GetBytes($"{body.Length + random.Next(-3, 4):x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8],
                _ => [.. Encoding.ASCII.GetBytes($"{random.NextInt64():x}{random.NextInt64():x}\r\n"), .. body],
            };

            var answer = await ExchangeAsync(chunks);

            Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), $"Case {i}: {Start(answer)}");
        }

        using var client = patient.Client();
        Assert.Equal(200, (int)(await client.ListToolsAsync()).Status);
    }

    /// <summary>Null for a good answer.</summary>
    private static string? Problem(Answer answer)
    {
        if ((int)answer.Status is >= 500 or < 200 or (>= 300 and < 400))
        {
            return "a status that is no answer to a client's mistake";
        }

        if (Array.Find(["System.", "Microsoft.", "ModelContextProtocol", "   at ", "Exception", ".cs:"], word => answer.Text.Contains(word, StringComparison.Ordinal)) is { } leaked)
        {
            return $"it says {leaked}";
        }

        if ((int)answer.Status == 202)
        {
            return answer.Text.Length == 0 ? null : "a body with 202";
        }

        try
        {
            return answer.Json switch
            {
                { ValueKind: not JsonValueKind.Object } => "no object",
                var json when json.TryGetProperty("jsonrpc", out _) => RpcProblem(json),
                var json => json.GetProperty("error").ValueKind == JsonValueKind.String && json.GetProperty("message").ValueKind == JsonValueKind.String ? null : "no error body",
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException)
        {
            return $"not well formed: {e.Message}";
        }
    }

    private static string? RpcProblem(JsonElement json)
    {
        var isError = json.TryGetProperty("error", out var error);
        return json.TryGetProperty("result", out _) == isError ? "not one of result and error"
            : json.GetProperty("id").ValueKind is not (JsonValueKind.Number or JsonValueKind.String or JsonValueKind.Null) ? "an id of another kind"
            : !isError ? null
            : error.GetProperty("code").GetInt32() == -32603 ? "an internal error"
            : error.GetProperty("message").GetString()!.Length == 0 ? "no message" : null;
    }

    private static int? Code(Answer answer) =>
        answer.Text.Length > 0 && answer.Json.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? error.GetProperty("code").GetInt32() : null;

    /// <summary>The code that the body alone decides: not JSON, or a batch.</summary>
    private static int? Expected(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? null : -32600;
        }
        catch (JsonException)
        {
            return -32700;
        }
    }

    private async Task<string> ExchangeAsync(byte[] chunks)
    {
        var ct = TestContext.Current.CancellationToken;
        using var socket = new TcpClient();
        await socket.ConnectAsync(patient.Deployment.Edge.Host, patient.Deployment.Edge.Port, ct);
        var stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /mcp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nAuthorization: Bearer {patient.Token}\r\nTransfer-Encoding: chunked\r\n\r\n"), ct);
            await stream.WriteAsync(chunks, ct);
            socket.Client.Shutdown(SocketShutdown.Send);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await reader.ReadToEndAsync(ct);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Cut off in the middle of what it cannot read.
            return "";
        }
    }

    private static Random Random(int part)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"FUZZ_SEED={Seed} FUZZ_CASES={Cases}");
        return new Random(Seed + part);
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static string Start(byte[] bytes) => Start(Encoding.UTF8.GetString(bytes));

    private static string Start(string text) => text.Length <= 600 ? text : text[..600] + "…";

    /// <summary>A deployment that has no limit in the way, and one user.</summary>
    public sealed class Patient : IAsyncLifetime
    {
        public Deployment Deployment { get; private set; } = null!;

        public string Token { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Deployment = await Deployment.StartAsync(new() { Settings = ["--MAX_REQUESTS_PER_MINUTE=100000", "--MAX_AUTH_FAILURES_PER_MINUTE=100000"] });
            Token = Deployment.NewUser();
        }

        public McpHttp Client() => Deployment.Client(Token);

        public ValueTask DisposeAsync() => Deployment.DisposeAsync();
    }
}
