namespace KieSaaS.Pdf.Layout;

/// <summary>
/// The space on one page that an element may draw into, in points from the page's top left corner.
/// <paramref name="AtTop"/> says that nothing stands above it on this page: waiting for the next page would gain nothing,
/// so an element that is too tall has to begin here. That is what keeps layout from waiting for ever.
/// </summary>
internal readonly record struct Area(double X, double Y, double Width, double Height, bool AtTop)
{
    // Heights are sums of many fractions; a hair's breadth must not push a row to the next page.
    private const double Tolerance = 0.01;

    public bool Fits(double height) => height <= Height + Tolerance;

    /// <summary>What is left under the first <paramref name="height"/> points.</summary>
    public Area Below(double height) => this with { Y = Y + height, Height = Math.Max(0, Height - height), AtTop = AtTop && height <= 0 };

    /// <summary>A vertical strip of it.</summary>
    public Area Strip(double offset, double width) => this with { X = X + offset, Width = width };

    /// <summary>The part inside a margin; at the bottom the margin may hang over.</summary>
    public Area Inside(Insets insets, double top) => this with
    {
        X = X + insets.Left,
        Y = Y + top,
        Width = Math.Max(0, Width - insets.Horizontal),
        Height = Math.Max(0, Height - top),
    };
}
