using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace KieSaaS.Catalog.Schemas;

/// <summary>
/// Looks at the raw bytes of a JSON text, between its quotation marks, for what would poison a database or a later reader.
/// Without a backslash the bytes are the text, and valid UTF-8 is all that is asked.
/// </summary>
internal static class UnsafeText
{
    private static readonly SearchValues<byte> Backslash = SearchValues.Create((byte)'\\');

    public static Violation? Find(ReadOnlySpan<byte> raw)
    {
        if (!Utf8.IsValid(raw))
        {
            return Violation.Here("text.encoding", "must be valid UTF-8");
        }

        char? open = null;
        while (raw.IndexOfAny(Backslash) is >= 0 and var at)
        {
            var isUnicode = raw[at + 1] == 'u';
            var unit = isUnicode ? (char)ushort.Parse(Encoding.ASCII.GetString(raw.Slice(at + 2, 4)), NumberStyles.HexNumber, CultureInfo.InvariantCulture) : ' ';
            if (isUnicode && unit == '\0')
            {
                return Violation.Here("text.nul", "must not contain the character U+0000");
            }

            var closes = open is not null && at == 0 && char.IsLowSurrogate(unit);
            if ((open is not null || char.IsLowSurrogate(unit)) && !closes)
            {
                return HalfPair();
            }

            open = char.IsHighSurrogate(unit) ? unit : null;
            raw = raw[(at + (isUnicode ? 6 : 2))..];
        }

        return open is null ? null : HalfPair();
    }

    private static Violation HalfPair() => Violation.Here("text.surrogate", "must not contain half of a character (a lone surrogate)");
}
