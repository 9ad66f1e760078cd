using KieSaaS.Pdf.Layout;

namespace KieSaaS.Pdf;

/// <summary>How text looks where nothing else is said.</summary>
/// <param name="Size">The font size in points, above 0 and at most 1000.</param>
/// <param name="Bold">In the bold face.</param>
/// <param name="Color">The colour of the letters.</param>
/// <param name="Alignment">Where the lines stand.</param>
public sealed record TextStyle(double Size = 10, bool Bold = false, Color Color = default, HorizontalAlignment Alignment = HorizontalAlignment.Left)
{
    private readonly double _size = FontSize.Checked(Size);

    /// <summary>The font size in points, above 0 and at most 1000.</summary>
    public double Size
    {
        get => _size;
        init => _size = FontSize.Checked(value);
    }
}
