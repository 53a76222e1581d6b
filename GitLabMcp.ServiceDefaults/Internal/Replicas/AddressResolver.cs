using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.ServiceDiscovery;

namespace GitLabMcp.ServiceDefaults.Internal.Replicas;

/// <summary>Finds the addresses of a service's replicas: those that service discovery knows
/// (<c>services__sessions__grpc__0</c>, <c>__1</c>, …), and behind a name all addresses that DNS has for it.</summary>
/// <param name="service">The logical address, <c>http://_grpc.sessions</c>.</param>
internal sealed class AddressResolver(ServiceEndpointResolver discovery, string service)
{
    /// <summary>A balancer in front of the replicas balances connections and not calls, so a single connection would send all calls
    /// of this process to one replica.</summary>
    private const int ConnectionsToOneAddress = 4;

    /// <returns>Empty when nothing can be found now.</returns>
    public async Task<IReadOnlyList<ReplicaAddress>> FindAsync(CancellationToken ct)
    {
        var source = await discovery.GetEndpointsAsync(service, ct);
        var addresses = new List<ReplicaAddress>();
        foreach (var endpoint in source.Endpoints)
        {
            var uri = UriOf(endpoint.EndPoint);
            foreach (var ip in await ResolveAsync(uri, ct))
            {
                addresses.Add(new ReplicaAddress(uri, ip, 0));
            }
        }

        return addresses.Distinct().ToArray() is [var only]
            ? [.. Enumerable.Range(0, ConnectionsToOneAddress).Select(number => only with { Number = number })]
            : [.. addresses.Distinct()];
    }

    private static Uri UriOf(EndPoint endpoint) =>
        endpoint switch
        {
            UriEndPoint { Uri: var uri } => uri,
            DnsEndPoint { Port: 0 } name => new Uri($"http://{name.Host}"),
            DnsEndPoint name => new Uri($"http://{name.Host}:{name.Port}"),
            _ => new Uri($"http://{endpoint}"),
        };

    /// <summary>The addresses of a name, as a headless service of Kubernetes has one for each pod. A pod may have one of each family,
    /// so only one family counts. Null stands for the name itself.</summary>
    private static async Task<IEnumerable<IPAddress?>> ResolveAsync(Uri uri, CancellationToken ct)
    {
        if (uri.HostNameType != UriHostNameType.Dns || uri.IsLoopback)
        {
            return [null];
        }

        try
        {
            var all = await Dns.GetHostAddressesAsync(uri.IdnHost, ct);
            var family = all.Any(ip => ip.AddressFamily == AddressFamily.InterNetwork)
                ? AddressFamily.InterNetwork
                : AddressFamily.InterNetworkV6;
            return all.Where(ip => ip.AddressFamily == family).ToArray() is { Length: > 1 } several ? several : new IPAddress?[] { null };
        }
        catch (SocketException)
        {
            // The name is not known, or DNS is away: the connection will say so.
            return [null];
        }
    }
}
