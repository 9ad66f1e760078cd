namespace KieSaaS.Sandbox.Media;

/// <summary>A fixed-width letter face of 5 by 7 dots, drawn in <c>glyphs.txt</c>: 16 characters a band from the space on; what it lacks is a box.</summary>
internal static class Glyphs
{
    /// <summary>Dots across one letter.</summary>
    public const int Width = 5;

    /// <summary>Dots down one letter.</summary>
    public const int Height = 7;

    private const int PerBand = 16;
    private const char First = ' ';
    private const char Box = '\u007f';

    private static readonly string[] Sheet = EmbeddedFile.Text("glyphs.txt").Split('\n');

    /// <summary>True where the letter has ink.</summary>
    public static bool HasInk(char letter, int x, int y)
    {
        var index = (letter is < First or > Box ? Box : letter) - First;
        var line = (index / PerBand * (Height + 1)) + y;
        return Sheet[line][(index % PerBand * (Width + 1)) + x] == '#';
    }
}
