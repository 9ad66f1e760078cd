namespace KieSaaS.Pdf.Fonts;

/// <summary>How far each glyph moves the pen, and where its ink begins (the 'hmtx' table), in font units.</summary>
internal sealed class HorizontalMetrics
{
    private readonly ushort[] _advances;
    private readonly short[] _leftBearings;

    public HorizontalMetrics(TrueTypeTables tables, int glyphCount)
    {
        _advances = new ushort[glyphCount];
        _leftBearings = new short[glyphCount];
        var table = tables["hmtx"];

        // The tail of a font often shares one width: then only bearings follow the last full entry.
        var full = tables["hhea"].UInt16At(34);
        for (var glyph = 0; glyph < glyphCount; glyph++)
        {
            _advances[glyph] = (ushort)table.UInt16At(4 * Math.Min(glyph, full - 1));
            _leftBearings[glyph] = (short)table.Int16At(glyph < full ? (4 * glyph) + 2 : (4 * full) + (2 * (glyph - full)));
        }
    }

    public int Advance(ushort glyph) => _advances[glyph];

    public int LeftBearing(ushort glyph) => _leftBearings[glyph];
}
