using KieSaaS.Pdf.Fonts;
using KieSaaS.Pdf.Writing;

namespace KieSaaS.Pdf.Layout;

/// <summary>One line of a wrapped paragraph, in points; spaces at its end are outside of it.</summary>
internal readonly record struct TextLine(TextPosition Start, TextPosition End, double Width, double Ascent, double Height)
{
    /// <summary>The width of text that is not wrapped, as a share of the font size.</summary>
    public static double WidthOf(string text, DocumentFonts fonts, bool bold)
    {
        var width = 0.0;
        for (var i = 0; i < text.Length;)
        {
            width += fonts.Glyph(CodePoints.Next(text, ref i), bold).Width;
        }

        return width;
    }
}
