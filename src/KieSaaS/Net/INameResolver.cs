using System.Net;

namespace KieSaaS.Net;

/// <summary>The street that DNS is: what a name stands for can change between two questions.</summary>
internal interface INameResolver
{
    /// <summary>All addresses of a host name.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The name is not known, or nobody answered.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct);
}

/// <summary>The machine's own resolver.</summary>
internal sealed class SystemNameResolver : INameResolver
{
    /// <inheritdoc/>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) => Dns.GetHostAddressesAsync(host, ct);
}
