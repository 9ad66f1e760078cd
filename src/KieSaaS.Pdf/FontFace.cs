using KieSaaS.Pdf.Fonts;

namespace KieSaaS.Pdf;

/// <summary>
/// One parsed TrueType font. Parsing reads the whole file once; the face never changes afterwards
/// and is shared by any number of documents and threads.
/// </summary>
public sealed class FontFace
{
    private readonly CodePointMap<ushort> _characters;

    private FontFace(byte[] file)
    {
        Tables = new TrueTypeTables(file);
        Name = FontName.Read(Tables);
        var head = Tables["head"];
        UnitsPerEm = head.UInt16At(18);
        Bounds = (head.Int16At(36), head.Int16At(38), head.Int16At(40), head.Int16At(42));
        var glyphCount = Tables["maxp"].UInt16At(4);
        if (UnitsPerEm == 0 || glyphCount == 0 || Tables["hhea"].UInt16At(34) == 0)
        {
            throw new FontFormatException("The font file is damaged: it has no glyphs, no widths or no scale.");
        }

        Ascent = (double)Tables["hhea"].Int16At(4) / UnitsPerEm;
        Descent = (double)Tables["hhea"].Int16At(6) / UnitsPerEm;
        Metrics = new HorizontalMetrics(Tables, glyphCount);
        Outlines = new GlyphOutlines(Tables, glyphCount);
        _characters = CharacterMapReader.Read(Tables["cmap"], glyphCount);
    }

    /// <summary>The font's PostScript name, such as "NotoSans-Bold".</summary>
    public string Name { get; }

    internal TrueTypeTables Tables { get; }

    internal HorizontalMetrics Metrics { get; }

    internal GlyphOutlines Outlines { get; }

    internal int UnitsPerEm { get; }

    /// <summary>Height above the baseline, as a share of the font size.</summary>
    internal double Ascent { get; }

    /// <summary>Depth below the baseline, as a (negative) share of the font size.</summary>
    internal double Descent { get; }

    /// <summary>The box around all glyphs, in font units.</summary>
    internal (int Left, int Bottom, int Right, int Top) Bounds { get; }

    /// <summary>Parses the bytes of a .ttf file; they are copied.</summary>
    /// <exception cref="FontFormatException">The file is damaged, or its outlines are not TrueType (CFF fonts are refused).</exception>
    public static FontFace Parse(ReadOnlySpan<byte> file)
    {
        try
        {
            return new FontFace(file.ToArray());
        }
        catch (Exception error) when (error is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new FontFormatException("The font file is damaged: it ends too early or points outside itself.", error);
        }
    }

    /// <summary>The glyph that draws a character; 0 (.notdef) when the font has none.</summary>
    internal ushort GlyphOf(int codePoint) => _characters.Find(codePoint);
}
