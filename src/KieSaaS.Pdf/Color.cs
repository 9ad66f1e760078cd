using System.Globalization;

namespace KieSaaS.Pdf;

/// <summary>A colour of the screen's red, green and blue, each from 0 to 255.</summary>
public readonly record struct Color(byte Red, byte Green, byte Blue)
{
    /// <summary>Black, the colour of text unless told otherwise.</summary>
    public static readonly Color Black;

    /// <summary>White.</summary>
    public static readonly Color White = new(255, 255, 255);

    /// <summary>Reads "#6B3FD4".</summary>
    /// <exception cref="FormatException">It is not a "#" with six hexadecimal digits.</exception>
    public static Color FromHex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 7 && text[0] == '#' && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new Color((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : throw new FormatException($"'{text}' is not a colour: write six hexadecimal digits after a #, such as #6B3FD4.");
    }
}
