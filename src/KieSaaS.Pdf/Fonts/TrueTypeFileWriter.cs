using System.Buffers.Binary;
using System.Text;
using KieSaaS.Pdf.Writing;

namespace KieSaaS.Pdf.Fonts;

/// <summary>Puts tables together to a TrueType file: directory in alphabetical order, four-byte padding, checksums.</summary>
internal sealed class TrueTypeFileWriter
{
    private const uint WholeFileChecksum = 0xB1B0AFBA; // the sum that every TrueType file has to come to
    private const int AdjustmentInHead = 8;

    private readonly SortedList<string, (int Offset, int Length)> _tables = new(StringComparer.Ordinal);
    private readonly ByteBuffer _content = new(32 * 1024);

    public void Add(string tag, ReadOnlySpan<byte> table)
    {
        _tables.Add(tag, (_content.Length, table.Length));
        _content.Append(table);
        if (tag == "head")
        {
            _content.Span.Slice(_content.Length - table.Length + AdjustmentInHead, 4).Clear();
        }

        _content.PadTo(4);
    }

    public ByteBuffer Finish()
    {
        var directorySize = 12 + (_tables.Count * 16);
        var file = new ByteBuffer(directorySize + _content.Length);
        AppendHeader(file);
        foreach (var (tag, (offset, length)) in _tables)
        {
            file.Append(Encoding.ASCII.GetBytes(tag));
            file.AppendUInt32(Checksum(_content.Span.Slice(offset, RoundUp(length))));
            file.AppendUInt32((uint)(directorySize + offset));
            file.AppendUInt32((uint)length);
        }

        file.Append(_content.Span);
        var adjustment = unchecked(WholeFileChecksum - Checksum(file.Span));
        BinaryPrimitives.WriteUInt32BigEndian(file.Span[(directorySize + _tables["head"].Offset + AdjustmentInHead)..], adjustment);
        return file;
    }

    private void AppendHeader(ByteBuffer file)
    {
        var exponent = int.Log2(_tables.Count);
        var searchRange = 16 << exponent;
        file.AppendUInt32(0x00010000);
        file.AppendUInt16((ushort)_tables.Count);
        file.AppendUInt16((ushort)searchRange);
        file.AppendUInt16((ushort)exponent);
        file.AppendUInt16((ushort)((_tables.Count * 16) - searchRange));
    }

    private static uint Checksum(ReadOnlySpan<byte> padded)
    {
        uint sum = 0;
        for (var i = 0; i < padded.Length; i += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(padded[i..]));
        }

        return sum;
    }

    private static int RoundUp(int length) => (length + 3) & ~3;
}
