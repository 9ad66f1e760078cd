namespace KieSaaS.Pdf.Writing;

/// <summary>
/// The characters of one face that a document uses. Each character has a number of its own, also where two characters share
/// a glyph or have none (.notdef): so the text that is copied out is the text that was put in.
/// </summary>
internal sealed class EmbeddedFont(FontFace face)
{
    /// <summary>The glyph of each code; code 0 is .notdef.</summary>
    public List<ushort> Glyphs { get; } = [0];

    /// <summary>The character of each code; code 0 stands for none.</summary>
    public List<int> CodePoints { get; } = [0];

    public FontFace Face => face;

    public bool IsUsed => Glyphs.Count > 1;

    /// <summary>Gives a character its code. A font has 65,535 codes: what comes after them shares code 0.</summary>
    public ushort Add(int codePoint, ushort glyph)
    {
        if (Glyphs.Count > ushort.MaxValue)
        {
            return 0;
        }

        Glyphs.Add(glyph);
        CodePoints.Add(codePoint);
        return (ushort)(Glyphs.Count - 1);
    }
}
