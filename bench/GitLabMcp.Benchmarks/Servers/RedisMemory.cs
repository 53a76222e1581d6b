using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GitLabMcp.Benchmarks.Servers;

/// <summary>What a Redis says that it holds.</summary>
internal static class RedisMemory
{
    private const string Field = "used_memory:";

    /// <summary><c>used_memory</c> of <c>INFO memory</c>, in bytes.</summary>
    public static async Task<long> UsedAsync(int port, CancellationToken ct)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, ct);
        var stream = client.GetStream();
        await stream.WriteAsync("INFO memory\r\nQUIT\r\n"u8.ToArray(), ct);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith(Field, StringComparison.Ordinal))
            {
                return long.Parse(line[Field.Length..], CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException("Redis did not say how much memory it uses.");
    }
}
