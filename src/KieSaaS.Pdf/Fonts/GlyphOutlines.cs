namespace KieSaaS.Pdf.Fonts;

/// <summary>The outlines of a font's glyphs: the 'glyf' table, cut by the offsets of 'loca'.</summary>
internal sealed class GlyphOutlines
{
    private readonly TrueTypeTables _tables;
    private readonly int[] _offsets;

    public GlyphOutlines(TrueTypeTables tables, int glyphCount)
    {
        _tables = tables;
        _offsets = new int[glyphCount + 1];
        var hasLongOffsets = tables["head"].Int16At(50) != 0;
        var loca = tables["loca"];
        var size = tables["glyf"].Length;
        for (var i = 0; i <= glyphCount; i++)
        {
            _offsets[i] = hasLongOffsets ? loca.CountAt(i * 4) : loca.UInt16At(i * 2) * 2;
            if (_offsets[i] > size || (i > 0 && _offsets[i] < _offsets[i - 1]))
            {
                throw new FontFormatException("The font file is damaged: its glyph offsets are not in order.");
            }
        }
    }

    /// <summary>The bytes of one glyph; empty for a glyph without ink, such as a space.</summary>
    public ReadOnlySpan<byte> this[ushort glyph] => glyph < _offsets.Length - 1
        ? _tables["glyf"][_offsets[glyph].._offsets[glyph + 1]]
        : throw new FontFormatException($"The font file is damaged: it refers to glyph {glyph}, which it does not have.");
}
