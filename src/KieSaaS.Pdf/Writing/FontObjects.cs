using System.Globalization;
using System.Text;
using KieSaaS.Pdf.Fonts;

namespace KieSaaS.Pdf.Writing;

/// <summary>Writes an embedded font: its subset, its measures, its widths and the way back from glyphs to text.</summary>
internal static class FontObjects
{
    private const int Symbolic = 4; // the font has an encoding of its own
    private const int UsualStemWidth = 80; // required by the format; of use only to programs that replace the font

    /// <summary>Writes the objects and answers the number of the font's dictionary.</summary>
    public static int Write(PdfFile file, EmbeddedFont font)
    {
        var face = font.Face;
        var name = SubsetTag(font.CodePoints) + "+" + face.Name;
        var program = FontSubset.Create(face, font.Glyphs);
        var programNumber = file.WriteStream(program.Span, FormattableString.Invariant($"/Length1 {program.Length}"));
        var (left, bottom, right, top) = face.Bounds;
        var descriptor = file.Write(
            $"<</Type/FontDescriptor/FontName/{name}/Flags {Symbolic}/ItalicAngle 0/StemV {UsualStemWidth}/FontFile2 {programNumber} 0 R" +
            $"/Ascent {Thousandths(face.Ascent)}/Descent {Thousandths(face.Descent)}/CapHeight {Thousandths(face.Ascent)}" +
            $"/FontBBox[{Scaled(left, face)} {Scaled(bottom, face)} {Scaled(right, face)} {Scaled(top, face)}]>>");
        var descendant = file.Write(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity" +
            $"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[0[{Widths(font)}]]>>");
        var toUnicode = file.WriteStream(ToUnicodeMap.Of(font.CodePoints).Span);
        return file.Write(
            $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {toUnicode} 0 R>>");
    }

    // A subset's name begins with six letters that differ for different subsets: here a hash of the characters.
    private static string SubsetTag(List<int> codePoints)
    {
        var hash = 2166136261u;
        foreach (var codePoint in codePoints)
        {
            hash = unchecked((hash ^ (uint)codePoint) * 16777619u);
        }

        return string.Create(6, hash, static (letters, value) =>
        {
            foreach (ref var letter in letters)
            {
                letter = (char)('A' + (value % 26));
                value /= 26;
            }
        });
    }

    private static string Widths(EmbeddedFont font)
    {
        var widths = new StringBuilder();
        foreach (var glyph in font.Glyphs)
        {
            widths.Append(Scaled(font.Face.Metrics.Advance(glyph), font.Face)).Append(' ');
        }

        return widths.ToString();
    }

    private static string Scaled(int fontUnits, FontFace face) => Thousandths((double)fontUnits / face.UnitsPerEm);

    private static string Thousandths(double share) => (share * 1000).ToString("0.###", CultureInfo.InvariantCulture);
}
