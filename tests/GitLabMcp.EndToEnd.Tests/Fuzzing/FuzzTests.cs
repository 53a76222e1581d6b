using System.Net.Sockets;
using System.Text;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests.Fuzzing;

/// <summary>Whatever comes to POST /mcp gets a well-formed answer of the right class. FUZZ_SEED and FUZZ_CASES choose others.</summary>
public sealed class FuzzTests(FuzzedDeployment fuzzed) : IClassFixture<FuzzedDeployment>
{
    private const long MostGrowth = 128 * 1024 * 1024;

    private static readonly int Seed = Number("FUZZ_SEED", 20260728);
    private static readonly int Cases = Number("FUZZ_CASES", 1000);

    private static readonly string[] Values =
    [
        "",
        " ",
        "x",
        "2026-07-28",
        "2025-11-25",
        "2031-01-01",
        "-1",
        "tools/list",
        "tools/call",
        "get_project",
        "=?base64?!!!?=",
        "application/json",
        "text/plain",
        "*/*;q=0",
        new('a', 5000),
        "a,b",
        "\"",
        "%00",
    ];

    private static readonly string[] Headers =
    [
        "MCP-Protocol-Version",
        "Mcp-Method",
        "Mcp-Name",
        "mcp-session-id",
        "Accept",
        "Content-Type",
        "Content-Encoding",
        "Last-Event-ID",
        "Mcp-Param-Project",
        "X-GitLab-Toolsets",
        "X-GitLab-API-URL",
    ];

    public static TheoryData<string> Versions => ["", "2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", GoodMessage.Newest];

    [Fact]
    public async Task Messages_get_the_error_that_fits_them_and_cost_no_memory_for_long()
    {
        var random = Random(1);
        using var client = fuzzed.Client();
        GoodMessage[][] eras =
        [
            await fuzzed.GoodAsync(""),
            await fuzzed.GoodAsync("2025-11-25"),
            await fuzzed.GoodAsync(GoodMessage.Newest),
        ];
        int[] results = [0, 0, 0];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Cases; i++)
        {
            // The last is half of them: it has more places to break.
            var era = Math.Min(random.Next(4), 2);
            var message = FuzzedMessage.Next(random, eras[era][random.Next(eras[era].Length)]);
            var answer = await client.SendAsync(HttpMethod.Post, "/mcp", Json(message.Body), message.Good.Head);
            Assert.True(AnswerForm.Problem(answer) is null, $"Case {i}, {Report(message, answer)}");
            Assert.True(
                AnswerForm.Expected(message.Body) is not { } code || code == AnswerForm.Code(answer),
                $"Case {i}, {AnswerForm.Code(answer)} is not {AnswerForm.Expected(message.Body)}, {Report(message, answer)}"
            );
            results[era] += answer.Text.Contains("\"result\":", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.Empty(fuzzed.Faults);

        // Otherwise something stops nearly all of them, and what stands behind it is not tried.
        Assert.All(results, number => Assert.InRange(number, Cases / 200, Cases));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostGrowth);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public Task What_nothing_was_done_to_is_not_stopped_on_its_way(string version) =>
        PassesAsync(version, good => new FuzzedMessage("nothing", Encoding.UTF8.GetBytes(good.Body), good));

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2026-07-28")]
    public Task A_name_means_the_same_when_it_is_escaped(string version) => PassesAsync(version, FuzzedMessage.Escaped);

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2026-07-28")]
    public async Task A_member_that_comes_twice_is_refused_on_every_level(string version)
    {
        using var client = fuzzed.Client();
        var taken = new List<string>();
        foreach (var message in (await fuzzed.GoodAsync(version)).SelectMany(FuzzedMessage.Doubles))
        {
            var answer = await client.SendAsync(HttpMethod.Post, "/mcp", Json(message.Body), message.Good.Head);
            if (AnswerForm.Code(answer) != -32600)
            {
                taken.Add(Report(message, answer));
            }
        }

        Assert.True(taken.Count == 0, string.Join('\n', taken));
        Assert.Empty(fuzzed.Faults);
    }

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2026-07-28")]
    public Task Null_or_nothing_in_the_place_of_any_value_is_the_callers_mistake_or_does_no_harm(string version) =>
        HoldsAsync(version, FuzzedMessage.Nulls);

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2026-07-28")]
    public Task Half_a_character_in_the_place_of_any_value_is_the_callers_mistake(string version) =>
        HoldsAsync(version, FuzzedMessage.Halves);

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"level":null}""")]
    [InlineData("""{"level":"loud"}""")]
    public async Task A_level_that_is_none_is_the_callers_mistake(string parameters)
    {
        using var client = fuzzed.Client();
        Assert.Equal(-32602, (await client.RpcAsync("logging/setLevel", parameters)).RpcErrorCode);
        Assert.Equal(-32602, (await client.RpcAsync("logging/setLevel")).RpcErrorCode);
    }

    [Fact]
    public async Task Headers_that_do_not_fit_get_an_error_and_never_a_fault()
    {
        var random = Random(2);
        using var client = fuzzed.Client();
        GoodMessage[] messages = [.. await fuzzed.GoodAsync(""), .. await fuzzed.GoodAsync(GoodMessage.Newest)];
        for (var i = 0; i < Cases; i++)
        {
            var good = messages[random.Next(messages.Length)];
            var sent = Enumerable
                .Range(0, random.Next(1, 4))
                .Select(_ => (Name: Headers[random.Next(Headers.Length)], Value: Values[random.Next(Values.Length)]))
                .ToArray();
            var content = Json(Encoding.UTF8.GetBytes(good.Body));
            var answer = await client.SendAsync(
                HttpMethod.Post,
                "/mcp",
                content,
                request =>
                {
                    good.Head(request);
                    foreach (var (name, value) in sent)
                    {
                        request.Headers.Remove(name.StartsWith("Content", StringComparison.Ordinal) ? "X-None" : name);
                        if (!request.Headers.TryAddWithoutValidation(name, value))
                        {
                            content.Headers.Remove(name);
                            content.Headers.TryAddWithoutValidation(name, value);
                        }
                    }
                }
            );

            Assert.True(
                AnswerForm.Problem(answer) is null,
                $"Case {i}: {AnswerForm.Problem(answer)}\n{Start(good.Body)}\n"
                    + string.Join('\n', sent.Select(header => $"{header.Name}: {Start(header.Value)}"))
                    + $"\n{(int)answer.Status} {Start(answer.Text)}"
            );
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

        using var client = fuzzed.Client();
        Assert.Equal(200, (int)(await client.ListToolsAsync()).Status);
    }

    private async Task HoldsAsync(string version, Func<GoodMessage, IEnumerable<FuzzedMessage>> broken)
    {
        using var client = fuzzed.Client();
        var problems = new List<string>();
        foreach (var message in (await fuzzed.GoodAsync(version)).SelectMany(broken))
        {
            var answer = await client.SendAsync(HttpMethod.Post, "/mcp", Json(message.Body), message.Good.Head);
            if (AnswerForm.Problem(answer) is not null)
            {
                problems.Add(Report(message, answer));
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.Empty(fuzzed.Faults);
    }

    /// <summary>Each good message gets its answer, whatever is done to it.</summary>
    private async Task PassesAsync(string version, Func<GoodMessage, FuzzedMessage> change)
    {
        using var client = fuzzed.Client();
        var stopped = new List<string>();
        foreach (var message in (await fuzzed.GoodAsync(version)).Select(change))
        {
            var answer = await client.SendAsync(HttpMethod.Post, "/mcp", Json(message.Body), message.Good.Head);
            if (
                AnswerForm.Problem(answer) is not null
                || (message.Good.Says is { } said ? !answer.Text.Contains(said, StringComparison.Ordinal) : (int)answer.Status != 202)
            )
            {
                stopped.Add($"{Report(message, answer)}\nis to be told {message.Good.Says ?? "nothing"}");
            }
        }

        Assert.True(stopped.Count == 0, string.Join('\n', stopped));
    }

    private async Task<string> ExchangeAsync(byte[] chunks)
    {
        var ct = TestContext.Current.CancellationToken;
        using var socket = new TcpClient();
        await socket.ConnectAsync(fuzzed.Deployment.Edge.Host, fuzzed.Deployment.Edge.Port, ct);
        var stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    "POST /mcp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + $"Authorization: Bearer {fuzzed.Token}\r\nTransfer-Encoding: chunked\r\n\r\n"
                ),
                ct
            );
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
        int.TryParse(Environment.GetEnvironmentVariable(name), System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    private static ByteArrayContent Json(byte[] body) => new(body) { Headers = { ContentType = new("application/json") } };

    private static string Report(FuzzedMessage message, Answer answer) =>
        $"{message.What}: {AnswerForm.Problem(answer)}\n{Start(message.Body)}\nas {message.Good.Version}\n"
        + $"{(int)answer.Status} {Start(answer.Text)}";

    private static string Start(byte[] bytes) => Start(Encoding.UTF8.GetString(bytes));

    private static string Start(string text) => text.Length <= 600 ? text : text[..600] + "…";
}
