using System.Net;
using System.Net.Sockets;

namespace KieSaaS.Net;

/// <summary>Tells addresses of the public Internet from all others. Source of the ranges: IANA's special-purpose address registries.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // carrier-grade NAT; 100.100.100.200 serves metadata at Alibaba
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("168.63.129.16/32"), // Azure's host, reachable from inside only
        IPNetwork.Parse("169.254.0.0/16"), // link-local, with the clouds' metadata
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments
        IPNetwork.Parse("192.0.2.0/24"), // documentation
        IPNetwork.Parse("192.88.99.0/24"), // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("198.18.0.0/15"), // benchmarks
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"), // documentation
        IPNetwork.Parse("224.0.0.0/4"), // multicast
        IPNetwork.Parse("240.0.0.0/4"), // reserved and broadcast
        IPNetwork.Parse("2001::/23"), // protocol assignments with Teredo, which carries IPv4 inside
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4, which carries IPv4 inside
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    /// <summary>True for a unicast address of the public Internet. IPv6 forms that carry an IPv4 address are never public.</summary>
    public static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address))
        && !Array.Exists(Special, range => range.Contains(address));
}
