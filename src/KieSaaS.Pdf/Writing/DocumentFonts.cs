using KieSaaS.Pdf.Fonts;

namespace KieSaaS.Pdf.Writing;

/// <summary>Finds the font and the glyph of each character of one document, and remembers which were used.</summary>
internal sealed class DocumentFonts
{
    private readonly FontSet _set;
    private readonly EmbeddedFont[] _fonts;
    private readonly CodePointMap<GlyphUse> _regular = new();
    private readonly CodePointMap<GlyphUse> _bold = new();

    public DocumentFonts(FontSet set)
    {
        _set = set;
        _fonts = [.. set.Faces.Select(face => new EmbeddedFont(face))];
    }

    public IReadOnlyList<EmbeddedFont> Fonts => _fonts;

    /// <summary>Height of a line above its baseline, as a share of the font size.</summary>
    public double Ascent(bool bold) => _set.Faces[bold ? 1 : 0].Ascent;

    /// <summary>Height of a line, as a share of the font size.</summary>
    public double LineHeight(bool bold) => Ascent(bold) - _set.Faces[bold ? 1 : 0].Descent;

    public ref readonly GlyphUse Glyph(int codePoint, bool bold)
    {
        ref var known = ref (bold ? _bold : _regular).At(codePoint);
        if (known.Font == 0)
        {
            known = Choose(codePoint, bold ? _set.BoldOrder : _set.RegularOrder);
        }

        return ref known;
    }

    private GlyphUse Choose(int codePoint, int[] order)
    {
        foreach (var index in order)
        {
            if (_set.Faces[index].GlyphOf(codePoint) is not 0 and var glyph)
            {
                return Use(index, codePoint, glyph);
            }
        }

        return Use(order[0], codePoint, 0);
    }

    private GlyphUse Use(int index, int codePoint, ushort glyph)
    {
        var face = _set.Faces[index];
        var code = _fonts[index].Add(codePoint, glyph);
        return new GlyphUse((byte)(index + 1), code, (double)face.Metrics.Advance(glyph) / face.UnitsPerEm);
    }
}
