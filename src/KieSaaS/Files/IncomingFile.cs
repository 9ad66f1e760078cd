using System.Buffers;
using System.Security.Cryptography;

namespace KieSaaS.Files;

/// <summary>A stream that was written to a temporary file, measured and hashed on the way. Disposing it removes the file if it is still there.</summary>
internal sealed class IncomingFile : IDisposable
{
    private const int BufferSize = 81_920;

    private IncomingFile(string location) => Location = location;

    /// <summary>The temporary file.</summary>
    public string Location { get; }

    /// <summary>Bytes.</summary>
    public long Size { get; private set; }

    /// <summary>SHA-256, 64 lower-case hex digits.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Writes the stream to a new file in a folder, down to the disk.</summary>
    public static async Task<IncomingFile> ReceiveAsync(string folder, Stream content, CancellationToken ct)
    {
        var incoming = new IncomingFile(Path.Combine(folder, Guid.NewGuid().ToString("n")));
        try
        {
            await incoming.WriteAsync(content, ct);
            return incoming;
        }
        catch
        {
            incoming.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Location);

    private async Task WriteAsync(Stream content, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await using var file = new FileStream(Location, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            int read;
            while ((read = await content.ReadAsync(buffer, ct)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
                Size += read;
            }

            // A job counts as delivered once its files are stored, so they must outlive a power cut.
            file.Flush(flushToDisk: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
