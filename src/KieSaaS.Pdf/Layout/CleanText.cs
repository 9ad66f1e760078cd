using System.Buffers;
using System.Text;

namespace KieSaaS.Pdf.Layout;

/// <summary>Text without what cannot be drawn: tabs become spaces, each kind of line end becomes "\n", other control characters go.</summary>
internal static class CleanText
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(code => (char)code), '\u2028', '\u2029']);

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.AsSpan().IndexOfAny(Controls) < 0)
        {
            return text ?? "";
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\t':
                    clean.Append(' ');
                    break;
                case '\r' when i + 1 < text.Length && text[i + 1] == '\n':
                    break;
                case '\n' or '\r' or '\u0085' or '\u2028' or '\u2029':
                    clean.Append('\n');
                    break;
                case var letter when !char.IsControl(letter):
                    clean.Append(letter);
                    break;
            }
        }

        return clean.ToString();
    }
}
