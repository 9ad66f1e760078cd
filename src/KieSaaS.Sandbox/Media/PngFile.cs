using System.Buffers.Binary;
using System.IO.Compression;

namespace KieSaaS.Sandbox.Media;

/// <summary>Writes a PNG with a colour table, one byte a pixel (PNG specification, third edition).</summary>
internal static class PngFile
{
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    /// <summary>The file's bytes.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="palette">Red, green, blue for each of up to 256 colours.</param>
    /// <param name="pixels">Colour numbers, row after row.</param>
    public static byte[] Write(int width, int height, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> pixels)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8; // bits per pixel
        header[9] = 3; // colours come from the table
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, palette);
        Chunk(file, "IDAT"u8, Compressed(width, pixels));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>The check sum of a chunk's name and data.</summary>
    public static uint Crc(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data) => ~Crc(Crc(uint.MaxValue, name), data);

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint CrcOf(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 1 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return crc;
    }

    private static byte[] Compressed(int width, ReadOnlySpan<byte> pixels)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            for (var row = 0; row < pixels.Length; row += width)
            {
                zip.WriteByte(0); // this row is not filtered
                zip.Write(pixels.Slice(row, width));
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(name);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(name, data));
        file.Write(number);
    }
}
