using System.Buffers.Binary;
using KieSaaS.Pdf.Writing;

namespace KieSaaS.Pdf.Fonts;

/// <summary>
/// A small TrueType file with only the glyphs a document uses, numbered in the order they were asked for,
/// followed by the parts that composite glyphs are made of.
/// </summary>
internal static class FontSubset
{
    // The programs that the hinting instructions inside the glyphs call.
    private static readonly string[] CopiedTables = ["cvt ", "fpgm", "prep"];

    /// <param name="face">The whole font.</param>
    /// <param name="wanted">Glyphs of <paramref name="face"/>; glyph 0 (.notdef) must be the first. One may occur twice.</param>
    public static ByteBuffer Create(FontFace face, IReadOnlyList<ushort> wanted)
    {
        var glyphs = new List<ushort>(wanted);
        var outlines = new ByteBuffer(glyphs.Count * 128);
        var offsets = new ByteBuffer((glyphs.Count + 1) * 4);
        var numbers = new Dictionary<ushort, ushort>();
        ushort NumberOf(ushort component)
        {
            if (!numbers.TryGetValue(component, out var number))
            {
                number = checked((ushort)glyphs.Count);
                numbers.Add(component, number);
                glyphs.Add(component);
            }

            return number;
        }

        // The list grows while it is walked: components come last, and may be composite themselves.
        for (var i = 0; i < glyphs.Count; i++)
        {
            var start = outlines.Length;
            offsets.AppendUInt32((uint)start);
            outlines.Append(face.Outlines[glyphs[i]]);
            CompositeGlyph.Renumber(outlines.Span[start..], NumberOf);
            outlines.PadTo(4);
        }

        offsets.AppendUInt32((uint)outlines.Length);
        return Assemble(face, glyphs, outlines, offsets);
    }

    private static ByteBuffer Assemble(FontFace face, List<ushort> glyphs, ByteBuffer outlines, ByteBuffer offsets)
    {
        var file = new TrueTypeFileWriter();
        var count = (ushort)glyphs.Count;
        file.Add("glyf", outlines.Span);
        file.Add("loca", offsets.Span);
        file.Add("hmtx", Metrics(face, glyphs).Span);
        file.Add("head", Patched(face.Tables["head"], 50, 1)); // long offsets in 'loca'
        file.Add("hhea", Patched(face.Tables["hhea"], 34, count));
        file.Add("maxp", Patched(face.Tables["maxp"], 4, count));
        foreach (var tag in CopiedTables)
        {
            if (face.Tables.Contains(tag))
            {
                file.Add(tag, face.Tables[tag]);
            }
        }

        return file.Finish();
    }

    private static ByteBuffer Metrics(FontFace face, List<ushort> glyphs)
    {
        var metrics = new ByteBuffer(glyphs.Count * 4);
        foreach (var glyph in glyphs)
        {
            metrics.AppendUInt16((ushort)face.Metrics.Advance(glyph));
            metrics.AppendUInt16(unchecked((ushort)face.Metrics.LeftBearing(glyph)));
        }

        return metrics;
    }

    private static byte[] Patched(ReadOnlySpan<byte> table, int offset, ushort value)
    {
        var copy = table.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(offset), value);
        return copy;
    }
}
