namespace KieSaaS.Pdf;

/// <summary>The size of a sheet, in points (72 to the inch).</summary>
public readonly record struct PageSize(double Width, double Height)
{
    /// <summary>210 by 297 mm.</summary>
    public static readonly PageSize A4 = new(595.28, 841.89);

    /// <summary>8.5 by 11 inches.</summary>
    public static readonly PageSize Letter = new(612, 792);

    /// <summary>The same sheet, lying on its side.</summary>
    public PageSize Landscape() => new(Math.Max(Width, Height), Math.Min(Width, Height));
}
