using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using GitLabMcp.ServiceDefaults.GitLabAddresses;

namespace GitLabMcp.Edge.OAuth;

/// <summary>Connections to the hosts that clients name as theirs: to no address of this machine or of the network around it, over no
/// proxy, and with no redirect followed.</summary>
internal sealed class ClientDocumentConnections
{
    private const int MaxHeaderKilobytes = 16;

    /// <summary>Whether nothing may be connected to at an address. Tests replace this, because their hosts are on this machine.</summary>
    public Func<IPAddress, bool> IsOffLimits { get; init; } = OffLimits.IncludesOrIsPrivate;

    /// <summary>Null for the certificates that this machine trusts.</summary>
    public System.Net.Security.RemoteCertificateValidationCallback? Trust { get; init; }

    public SocketsHttpHandler Handler() =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ActivityHeadersPropagator = null,
            MeterFactory = new Unmeasured(),
            ConnectCallback = async (context, ct) => await ConnectAsync(context.DnsEndPoint, ct),
            SslOptions = { RemoteCertificateValidationCallback = Trust },
        };

    /// <summary>The name is resolved once: what is checked here is what is connected to, whatever the name leads to next.</summary>
    private async Task<Stream> ConnectAsync(DnsEndPoint host, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, ct);
        if (addresses.Length == 0 || Array.Exists(addresses, address => IsOffLimits(address)))
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The host leads to an address that is off limits.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Metrics of connections carry the name of the host, which strangers choose here. Nobody collects a meter of this
    /// name.</summary>
    private sealed class Unmeasured : IMeterFactory
    {
        private readonly Meter _meter = new("unmeasured");

        public Meter Create(MeterOptions options) => _meter;

        public void Dispose() => _meter.Dispose();
    }
}
