using System.Buffers.Binary;

namespace KieSaaS.Files.Measuring;

/// <summary>A file read field by field. Whatever it says, no more than a number of fields is read, and never beyond its end.</summary>
internal sealed class MediaBytes(Stream file)
{
    // A film of an hour has some hundred thousand frames and blocks of a few fields each.
    private const int MostReads = 4_000_000;
    private const int LongestField = 64;

    private readonly byte[] _field = new byte[LongestField];
    private int _reads;

    public long Length { get; } = file.Length;

    public long Position => file.Position;

    public long Left => Length - file.Position;

    /// <summary>Goes to a position within the file.</summary>
    /// <exception cref="UnreadableMediaException">It lies outside: the file is cut off.</exception>
    public void GoTo(long position) => file.Position = position >= 0 && position <= Length ? position : throw new UnreadableMediaException();

    public void Skip(long count) => GoTo(count >= 0 ? checked(Position + count) : throw new UnreadableMediaException());

    /// <summary>The next bytes; what is given is good until the next call.</summary>
    /// <exception cref="UnreadableMediaException">The file ends before, or is made of more fields than any real one.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        var field = _field.AsSpan(0, count);
        if (++_reads > MostReads || file.ReadAtLeast(field, count, throwOnEndOfStream: false) < count)
        {
            throw new UnreadableMediaException();
        }

        return field;
    }

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    public ushort UInt16Little() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32Little() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
}

/// <summary>A file that does not follow its own format. Never leaves <see cref="MediaMeter"/>.</summary>
internal sealed class UnreadableMediaException : Exception;
