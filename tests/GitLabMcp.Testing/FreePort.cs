using System.Net;
using System.Net.Sockets;

namespace GitLabMcp.Testing;

/// <summary>A port that was free a moment ago, for settings that must know it before the start.</summary>
public static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
