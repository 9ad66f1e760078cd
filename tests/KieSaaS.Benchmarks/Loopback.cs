using System.Net;
using System.Net.Sockets;

namespace KieSaaS.Benchmarks;

/// <summary>An address of this machine that nobody listens on.</summary>
internal static class Loopback
{
    public static Uri Free()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}"));
    }
}
