using System.Buffers;

namespace KieSaaS.Web.Shell;

/// <summary>Reads a request's body whole, and no further than it may be long: a sender that names no length is read no further than one that does.</summary>
internal static class BoundedBody
{
    /// <summary>
    /// The body where it lies, uncopied; null when it is longer than <paramref name="largest"/> bytes. Whoever gets one hands it back
    /// with <see cref="Release"/>.
    /// </summary>
    public static async ValueTask<ReadOnlySequence<byte>?> ReadAsync(HttpRequest request, int largest, CancellationToken ct)
    {
        if (request.ContentLength > largest)
        {
            return null;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            if (read.Buffer.Length > largest)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                return read.Buffer;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Gives back what <see cref="ReadAsync"/> lent.</summary>
    public static void Release(HttpRequest request, ReadOnlySequence<byte> body) => request.BodyReader.AdvanceTo(body.End);

    /// <summary>A copy of the body to keep; null when it is longer than <paramref name="largest"/> bytes.</summary>
    public static async Task<byte[]?> CopyAsync(HttpRequest request, int largest, CancellationToken ct)
    {
        if (await ReadAsync(request, largest, ct) is not { } body)
        {
            return null;
        }

        var copy = body.ToArray();
        Release(request, body);
        return copy;
    }
}
