namespace KieSaaS.Pdf.Layout;

/// <summary>Font sizes that can be drawn.</summary>
internal static class FontSize
{
    private const double Largest = 1000;

    public static double Checked(double points) => points is > 0 and <= Largest
        ? points
        : throw new ArgumentOutOfRangeException(nameof(points), points, "A font size is above 0 and at most 1000 points.");
}
