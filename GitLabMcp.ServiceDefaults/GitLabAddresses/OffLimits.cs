using System.Net;
using System.Net.Sockets;

namespace GitLabMcp.ServiceDefaults.GitLabAddresses;

/// <summary>The addresses that a name of a request never leads to (docs/reliability.md, S7): this machine, the local link, multicast,
/// and the metadata services of clouds. An IPv6 address that carries an IPv4 address is judged by that one as well.</summary>
public static class OffLimits
{
    /// <summary>Metadata and platform services outside 169.254.0.0/16: Alibaba, Oracle, Azure, and AWS and Google by IPv6.</summary>
    private static readonly IPAddress[] Metadata =
    [
        IPAddress.Parse("100.100.100.200"),
        IPAddress.Parse("192.0.0.192"),
        IPAddress.Parse("168.63.129.16"),
        IPAddress.Parse("fd00:ec2::254"),
        IPAddress.Parse("fd20:ce::254"),
    ];

    public static bool Includes(IPAddress address) => Includes(address, privateToo: false);

    /// <summary>The same, and the addresses of networks that are not the internet's: for hosts that strangers name.</summary>
    public static bool IncludesOrIsPrivate(IPAddress address) => Includes(address, privateToo: true);

    private static bool Includes(IPAddress address, bool privateToo) =>
        Array.IndexOf(Metadata, address) >= 0
        || (
            address.AddressFamily == AddressFamily.InterNetwork
                ? IncludesV4(address.GetAddressBytes(), privateToo)
                : IncludesV6(address, privateToo)
        );

    private static bool IncludesV4(ReadOnlySpan<byte> bytes, bool privateToo) =>
        bytes is [0, ..] or [127, ..] or [169, 254, ..] or [>= 224, ..]
        || (privateToo && IsPrivateV4(bytes))
        || Array.IndexOf(Metadata, new IPAddress(bytes)) >= 0;

    /// <summary>Private use (RFC 1918), shared by providers (RFC 6598), protocol assignments (RFC 6890), benchmarks (RFC 2544), and the
    /// examples of documents (RFC 5737).</summary>
    private static bool IsPrivateV4(ReadOnlySpan<byte> bytes) =>
        bytes
            is [10, ..]
                or [172, >= 16 and <= 31, ..]
                or [192, 168, ..]
                or [100, >= 64 and <= 127, ..]
                or [192, 0, 0, ..]
                or [192, 0, 2, ..]
                or [198, 18 or 19, ..]
                or [198, 51, 100, ..]
                or [203, 0, 113, ..];

    private static bool IncludesV6(IPAddress address, bool privateToo)
    {
        // The zone of a link-local address is not part of its bytes.
        ReadOnlySpan<byte> bytes = address.GetAddressBytes();
        var last = bytes[12..];
        return bytes switch
        {
            [0xff, ..] or [0xfe, >= 0x80, ..] => true,

            // Unique local addresses (RFC 4193), and the examples of documents (RFC 3849).
            [0xfc or 0xfd, ..] or [0x20, 0x01, 0x0d, 0xb8, ..] when privateToo => true,

            // :: and ::1, IPv4-compatible, IPv4-mapped (::ffff:1.2.3.4) and IPv4-translated (::ffff:0:1.2.3.4).
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ..]
            or [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ..]
            or [0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, ..] => IncludesV4(last, privateToo),

            // NAT64 (RFC 6052). Where the IPv4 address stands in the local prefix 64:ff9b:1::/48 (RFC 8215) is known to its network only.
            [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, ..] => IncludesV4(last, privateToo),
            [0, 0x64, 0xff, 0x9b, 0, 1, ..] => true,

            // 6to4 (RFC 3056), and Teredo (RFC 4380) with its server and its inverted client.
            [0x20, 0x02, ..] => IncludesV4(bytes[2..6], privateToo),
            [0x20, 0x01, 0, 0, ..] => IncludesV4(bytes[4..8], privateToo)
                || IncludesV4([(byte)~last[0], (byte)~last[1], (byte)~last[2], (byte)~last[3]], privateToo),

            // ISATAP (RFC 5214): in the last half of any prefix.
            [_, _, _, _, _, _, _, _, 0 or 2, 0, 0x5e, 0xfe, ..] => IncludesV4(last, privateToo),
            _ => false,
        };
    }
}
