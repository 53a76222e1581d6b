using System.Net;
using System.Net.Sockets;
using System.Text;
using GitLabMcp.EndToEnd.Tests.Hosting;

namespace GitLabMcp.EndToEnd.Tests;

/// <summary>S20: bodies that never end fill the share of their address, and nobody else notices.</summary>
public sealed class BodyBudgetTests
{
    private const int MaxBody = 4 * 1024 * 1024;

    // More than the largest share, 64 MiB.
    private const int Senders = 20;

    [Fact]
    public async Task Bodies_from_one_address_are_refused_beyond_its_share_and_others_are_served()
    {
        await using var deployment = await Deployment.StartAsync();
        var ct = TestContext.Current.CancellationToken;
        List<TcpClient> senders = [];
        try
        {
            var answers = new List<Task<string>>();
            for (var i = 0; i < Senders; i++)
            {
                var sender = await ConnectAsync(deployment.Edge, IPAddress.Loopback);
                senders.Add(sender);
                answers.Add(SendMostAsync(sender.GetStream(), ct));
            }

            var refusal = await await Task.WhenAny(answers).WaitAsync(TimeSpan.FromMinutes(1), ct);
            Assert.StartsWith("HTTP/1.1 503", refusal, StringComparison.Ordinal);
            Assert.Contains("Retry-After: 1", refusal, StringComparison.Ordinal);
            Assert.Contains("Server busy", refusal, StringComparison.Ordinal);

            using var other = await ConnectAsync(deployment.Edge, IPAddress.Parse("127.0.0.2"));
            Assert.StartsWith("HTTP/1.1 401", await SendWholeAsync(other.GetStream(), ct), StringComparison.Ordinal);
        }
        finally
        {
            senders.ForEach(sender => sender.Dispose());
        }

        // The Edge sees one after the other that they are gone.
        string answer;
        do
        {
            using var again = await ConnectAsync(deployment.Edge, IPAddress.Loopback);
            answer = await SendWholeAsync(again.GetStream(), ct);
        } while (answer.StartsWith("HTTP/1.1 503", StringComparison.Ordinal));

        Assert.StartsWith("HTTP/1.1 401", answer, StringComparison.Ordinal);
    }

    private static async Task<TcpClient> ConnectAsync(Uri edge, IPAddress from)
    {
        var client = new TcpClient(new IPEndPoint(from, 0));
        await client.ConnectAsync(IPAddress.Parse(edge.Host), edge.Port, TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>All of a body but its last byte.</summary>
    private static async Task<string> SendMostAsync(NetworkStream stream, CancellationToken ct)
    {
        await stream.WriteAsync(Head(MaxBody), ct);
        return await AnswerAsync(stream, new byte[MaxBody - 1], ct);
    }

    private static async Task<string> SendWholeAsync(NetworkStream stream, CancellationToken ct)
    {
        var body = Encoding.UTF8.GetBytes(
            """{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":""" + new string(' ', 3_000_000) + "1}}"
        );
        await stream.WriteAsync(Head(body.Length), ct);
        return await AnswerAsync(stream, body, ct);
    }

    /// <summary>The head of the answer and what comes with it.</summary>
    private static async Task<string> AnswerAsync(NetworkStream stream, byte[] body, CancellationToken ct)
    {
        await stream.WriteAsync(body, ct);
        var answer = new byte[2048];
        var read = await stream.ReadAtLeastAsync(answer, 256, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(answer, 0, read);
    }

    private static byte[] Head(int length) =>
        Encoding.ASCII.GetBytes(
            $"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
        );
}
