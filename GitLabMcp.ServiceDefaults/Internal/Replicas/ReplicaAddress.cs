using System.Net;

namespace GitLabMcp.ServiceDefaults.Internal.Replicas;

/// <summary>Where one replica is reached.</summary>
/// <param name="Uri">As it is configured, which is also how requests name their host.</param>
/// <param name="Ip">What the name of the host resolved to; null to connect by the name.</param>
/// <param name="Number">Distinguishes the connections to the only address that a service has.</param>
internal sealed record ReplicaAddress(Uri Uri, IPAddress? Ip, int Number)
{
    public EndPoint EndPoint => Ip is null ? new DnsEndPoint(Uri.IdnHost, Uri.Port) : new IPEndPoint(Ip, Uri.Port);
}
