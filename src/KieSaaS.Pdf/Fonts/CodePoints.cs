using System.Buffers;
using System.Text;

namespace KieSaaS.Pdf.Fonts;

/// <summary>Walks over text character by character, whatever the text: half a surrogate pair counts as U+FFFD.</summary>
internal static class CodePoints
{
    private const int ReplacementCharacter = 0xFFFD;

    /// <summary>The character at <paramref name="index"/>, which moves on behind it.</summary>
    public static int Next(ReadOnlySpan<char> text, ref int index)
    {
        var unit = text[index];
        if (!char.IsSurrogate(unit))
        {
            index++;
            return unit;
        }

        var isPair = Rune.DecodeFromUtf16(text[index..], out var rune, out var length) == OperationStatus.Done;
        index += length;
        return isPair ? rune.Value : ReplacementCharacter;
    }
}
