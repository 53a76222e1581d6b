using System.Net;
using System.Net.Sockets;

namespace GitLabMcp.Edge.Admission;

/// <summary>The address under which failed authentications of a client are counted: docs/behaviour.md, Failed authentications.</summary>
internal static class ClientAddress
{
    /// <summary>An IPv6 client owns a whole /64 network, so its addresses count as one: <c>2001:db8:1:2::/64</c>.</summary>
    public static string Of(IPAddress? address) =>
        address is null ? ""
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == AddressFamily.InterNetworkV6
            ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]) + "/64"
        : address.ToString();
}
