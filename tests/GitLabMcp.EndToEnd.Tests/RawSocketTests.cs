using System.Net.Sockets;
using System.Text;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>A request needs one well-formed credential before GitLab is called (docs/reliability.md, S5). The tests send bytes
/// that no HTTP library would send.</summary>
public sealed class RawSocketTests(SharedDeployment shared) : IClassFixture<SharedDeployment>
{
    private const string Token = "glpat-raw-socket-token-123";
    private const string Body = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";

    public static TheoryData<string, string> Corpus =>
        new()
        {
            { "two Authorization headers", $"Authorization: Bearer {Token}\r\nAuthorization: Bearer {Token}\r\n" },
            { "two Private-Token headers that differ in case", $"Private-Token: {Token}\r\nPRIVATE-TOKEN: {Token}x\r\n" },
            { "two kinds", $"Authorization: Bearer {Token}\r\nJob-Token: {Token}x\r\n" },
            { "two in one header", $"Authorization: Bearer {Token}, Bearer {Token}\r\n" },
            { "a line feed inside", $"Authorization: Bearer {Token}\nX-Evil: 1\r\n" },
            { "a carriage return inside", $"Authorization: Bearer {Token}\rX-Evil: 1\r\n" },
            { "a NUL inside", $"Authorization: Bearer {Token}\0abc\r\n" },
            { "a folded line", $"Authorization: Bearer\r\n {Token}\r\n" },
            { "letters outside ASCII", $"Authorization: Bearer {Token}é\r\n" },
            { "a control character", $"Authorization: Bearer {Token}\u0001\r\n" },
            { "a tab inside", $"Authorization: Bearer glpat-raw\tsocket-token-1234\r\n" },
            { "100 KiB", $"Authorization: Bearer {new string('a', 100 * 1024)}\r\n" },
            { "8193 characters", $"Authorization: Bearer {new string('a', 8193)}\r\n" },
            {
                "200 headers",
                string.Concat(Enumerable.Range(0, 200).Select(i => $"X-Header-{i}: 1\r\n")) + $"Authorization: Bearer {Token}\r\n"
            },
            { "an empty token", "Authorization: Bearer \r\n" },
            { "a space before the colon", $"Authorization : Bearer {Token}\r\n" },
            { "a percent escape", "Authorization: Bearer glpat%2draw-socket-token-123\r\n" },
            { "a path", "Private-Token: ../../../../../../etc/passwd\r\n" },
        };

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task Refuses_without_a_call_to_GitLab(string what, string headers)
    {
        var before = shared.Deployment.GitLabCalls;

        var answer = await ExchangeAsync(
            "POST /mcp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + $"{headers}Content-Length: {Body.Length}\r\n\r\n{Body}"
        );

        Assert.True(answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), $"{what}: {answer}");
        Assert.DoesNotContain(Token, answer, StringComparison.Ordinal);
        Assert.Equal(before, shared.Deployment.GitLabCalls);
    }

    [Theory]
    [InlineData("Authorization", "Bearer " + Token)]
    [InlineData("Private-Token", Token)]
    [InlineData("Job-Token", Token)]
    public async Task Refuses_a_duplicated_header_as_a_conflict(string name, string value)
    {
        var answer = await ExchangeAsync(
            "POST /mcp HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + $"{name}: {value}\r\n{name}: {value}\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"
        );

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("Conflicting credentials", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GARBAGE\r\n\r\n")]
    [InlineData(
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nzz\r\n\r\n"
    )]
    [InlineData(
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
            + "Connection: close\r\n\r\nnot-a-length\r\n\r\n"
    )]
    [InlineData(
        "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
            + "Connection: close\r\n\r\nffffffffffff\r\n"
    )]
    [InlineData("POST /mcp HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")]
    [InlineData("POST /mcp HTTP/1.1\r\nConnection: close\r\n\r\n")]
    public async Task Refuses_what_is_not_HTTP(string request) =>
        Assert.StartsWith("HTTP/1.1 4", await ExchangeAsync(request), StringComparison.Ordinal);

    private async Task<string> ExchangeAsync(string request)
    {
        var ct = TestContext.Current.CancellationToken;
        using var socket = new TcpClient();
        await socket.ConnectAsync(shared.Deployment.Edge.Host, shared.Deployment.Edge.Port, ct);
        var stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request), ct);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await reader.ReadToEndAsync(ct);
        }
        catch (IOException e)
        {
            // The server closed before it had read all of an oversized head: a refusal as well.
            return "HTTP/1.1 4xx " + e.Message;
        }
    }
}
