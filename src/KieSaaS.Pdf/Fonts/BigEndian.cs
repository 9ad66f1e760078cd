using System.Buffers.Binary;

namespace KieSaaS.Pdf.Fonts;

/// <summary>Reads the numbers of a font file. Reading past the end throws <see cref="ArgumentOutOfRangeException"/>.</summary>
internal static class BigEndian
{
    public static int UInt16At(this ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt16BigEndian(data[offset..]);

    public static int Int16At(this ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadInt16BigEndian(data[offset..]);

    public static uint UInt32At(this ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt32BigEndian(data[offset..]);

    /// <summary>An offset or a count, which in a file that fits into memory is never above <see cref="int.MaxValue"/>.</summary>
    public static int CountAt(this ReadOnlySpan<byte> data, int offset)
    {
        var value = data.UInt32At(offset);
        return value <= int.MaxValue ? (int)value : throw new ArgumentOutOfRangeException(nameof(offset), value, "The offset lies outside the file.");
    }
}
