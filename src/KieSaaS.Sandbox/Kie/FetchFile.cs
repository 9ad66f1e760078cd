using System.Net;
using System.Net.Sockets;

namespace KieSaaS.Sandbox.Kie;

/// <summary>
/// Downloads a file for an upload by URL: 30 s, 100 MB. The address comes from a client's client, so private and loopback machines
/// are out of reach unless the settings allow them; the sandbox's own results and uploads are always in reach.
/// </summary>
internal sealed class FetchFile : IDisposable
{
    private const int MostBytes = 100 * 1024 * 1024;

    private readonly SandboxOptions _options;
    private readonly SandboxAddress _address;
    private readonly HttpClient _open = NewClient(new SocketsHttpHandler());
    private readonly HttpClient _guarded = NewClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectToPublicAsync });

    public FetchFile(SandboxOptions options, SandboxAddress address)
    {
        _options = options;
        _address = address;
    }

    /// <summary>The file, or <see cref="UploadRefusedException"/>.</summary>
    public async Task<UploadContent> RunAsync(string url, CancellationToken stop)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new UploadRefusedException("fileUrl is not a valid URL");
        }

        try
        {
            using var response = await (_options.AllowPrivateUrls || IsOurs(uri) ? _open : _guarded).GetAsync(uri, stop);
            return response.IsSuccessStatusCode
                ? new UploadContent(await response.Content.ReadAsByteArrayAsync(stop), response.Content.Headers.ContentType?.MediaType, Path.GetFileName(uri.LocalPath))
                : throw new UploadRefusedException($"fileUrl answered with status {(int)response.StatusCode}");
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !stop.IsCancellationRequested))
        {
            throw new UploadRefusedException("fileUrl could not be downloaded: " + (failure.InnerException ?? failure).Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _open.Dispose();
        _guarded.Dispose();
    }

    /// <summary>True for an address of the internet at large.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var ip = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (ip.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // Only 2000::/3 is given out to the public; in it 2002::/16 and 2001::/23 tunnel to other addresses.
            var six = ip.GetAddressBytes();
            return (six[0] & 0xE0) == 0x20 && !(six[0] == 0x20 && (six[1] == 2 || (six[1] == 1 && six[2] < 2)));
        }

        return ip.GetAddressBytes() switch
        {
            [0 or 10 or 127 or >= 224, ..] => false,
            [100, >= 64 and <= 127, ..] => false,
            [169, 254, ..] => false,
            [172, >= 16 and <= 31, ..] => false,
            [192, 0, 0, _] or [192, 168, ..] => false,
            [198, 18 or 19, ..] => false,
            _ => true,
        };
    }

    private static HttpClient NewClient(SocketsHttpHandler handler) => new(handler) { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = MostBytes };

    private bool IsOurs(Uri uri)
    {
        var ours = new Uri(_address.Base);
        return uri.GetLeftPart(UriPartial.Authority) == ours.GetLeftPart(UriPartial.Authority)
            && (uri.AbsolutePath.StartsWith(TaskResult.Folder, StringComparison.Ordinal) || uri.AbsolutePath.StartsWith(UploadStore.Folder, StringComparison.Ordinal));
    }

    /// <summary>Checks the very addresses that are then dialled, so that a name cannot change its mind in between.</summary>
    private static async ValueTask<Stream> ConnectToPublicAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var addresses = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop)).Where(IsPublic).ToArray();
        if (addresses.Length == 0)
        {
            throw new HttpRequestException($"{context.DnsEndPoint.Host} is not a public address");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
