using System.Net;
using System.Net.Sockets;

namespace KieSaaS.Net;

/// <summary>
/// Opens connections to checked addresses only. The name is resolved once and the connection goes to that very answer,
/// so a name that points elsewhere a moment later changes nothing.
/// </summary>
internal sealed class GuardedConnection(INameResolver resolver, GuardedAddress addresses)
{
    /// <summary>Connects; throws <see cref="ForbiddenAddressException"/> when any of the name's addresses is not public.</summary>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await resolver.ResolveAsync(host, ct);
        var isOurs = addresses.IsAllowedLoopback(host);
        if (found.Length == 0 || !Array.TrueForAll(found, address => isOurs ? IPAddress.IsLoopback(address) : PublicAddress.IsPublic(address)))
        {
            throw new ForbiddenAddressException(host);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name stands for an address that tenants must not reach.</summary>
/// <param name="host">The name.</param>
internal sealed class ForbiddenAddressException(string host) : IOException($"'{host}' stands for an address that is not of the public Internet.");
