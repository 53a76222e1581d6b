using System.Net;
using System.Net.Sockets;

namespace GitLabMcp.Testing;

/// <summary>A port that was free a moment ago, for settings that must know it before the start.</summary>
public static class FreePort
{
    /// <summary>Linux gives outgoing connections the ports from 32768 on.</summary>
    private const int FirstLasting = 15_000;
    private const int LastLasting = 31_000;

    private static int _lastLasting = Random.Shared.Next(FirstLasting, LastLasting);

    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>For a server that goes away and comes back at the same port: no outgoing connection takes it meanwhile.</summary>
    public static int NextLasting()
    {
        while (true)
        {
            var port = FirstLasting + (int)((uint)Interlocked.Increment(ref _lastLasting) % (LastLasting - FirstLasting));
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there: the next one.
            }
        }
    }
}
