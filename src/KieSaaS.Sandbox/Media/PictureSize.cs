using System.Globalization;

namespace KieSaaS.Sandbox.Media;

/// <summary>Width and height in pixels.</summary>
internal sealed record PictureSize(int Width, int Height)
{
    private const int UsualSide = 512;

    /// <summary>
    /// The size that a request's words ask for, loosely: "16:9" or "landscape_16_9" give the shape, "2K" and "4K" double and quadruple the side.
    /// What is not understood gives the usual square.
    /// </summary>
    public static PictureSize From(string? aspect, string? resolution)
    {
        var side = resolution?.ToUpperInvariant() switch { "2K" => UsualSide * 2, "4K" => UsualSide * 4, _ => UsualSide };
        var (across, down) = Ratio(aspect ?? "");
        return across >= down
            ? new PictureSize(side, Rounded(side * down / across))
            : new PictureSize(Rounded(side * across / down), side);
    }

    private static (int Across, int Down) Ratio(string aspect)
    {
        var numbers = aspect.Split(':', '_', 'x')
            .Where(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(part => Math.Clamp(int.Parse(part, CultureInfo.InvariantCulture), 1, 4096))
            .ToArray();
        if (numbers is not [var first, var second])
        {
            return aspect.StartsWith("landscape", StringComparison.Ordinal) ? (4, 3) : aspect.StartsWith("portrait", StringComparison.Ordinal) ? (3, 4) : (1, 1);
        }

        // "portrait_16_9" stands for 9:16.
        return aspect.StartsWith("portrait", StringComparison.Ordinal) && first > second ? (second, first) : (first, second);
    }

    private static int Rounded(int pixels) => Math.Max(64, pixels / 8 * 8);
}
