using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace KieSaaS.Web.Hosting;

/// <summary>A free port on loopback that is kept in a file, so that addresses people saved stay good as long as the port is free.</summary>
internal static class LoopbackPort
{
    public static int Keep(string file)
    {
        if (File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var kept) && TryListen(kept) is not null)
        {
            return kept;
        }

        var port = TryListen(0) ?? throw new InvalidOperationException("There is no free port on 127.0.0.1.");
        File.WriteAllText(file, port.ToString(CultureInfo.InvariantCulture));
        return port;
    }

    private static int? TryListen(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
