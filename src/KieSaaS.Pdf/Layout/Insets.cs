namespace KieSaaS.Pdf.Layout;

/// <summary>Empty space around something, in points.</summary>
internal readonly record struct Insets(double Left, double Top, double Right, double Bottom)
{
    public double Horizontal => Left + Right;

    public double Vertical => Top + Bottom;
}
