namespace KieSaaS.Pdf.Layout;

/// <summary>Lengths that a page can have.</summary>
internal static class Length
{
    private const double Largest = 1_000_000;

    public static double Checked(double points) => points is >= 0 and <= Largest
        ? points
        : throw new ArgumentOutOfRangeException(nameof(points), points, "A length is a number of points, 0 or more.");
}
