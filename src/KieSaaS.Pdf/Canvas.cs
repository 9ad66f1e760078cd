using KieSaaS.Pdf.Layout;

namespace KieSaaS.Pdf;

/// <summary>
/// A drawing surface of a fixed size for small charts. Points are counted from its top left corner, to the right and downwards;
/// what lies outside of it is not shown.
/// </summary>
public sealed class Canvas
{
    private readonly RenderContext _context;
    private readonly TextStyle _style;
    private readonly double _left;
    private readonly double _top;
    private readonly double _scale;

    internal Canvas(RenderContext context, Area area, double scale, (double Width, double Height) size, TextStyle style)
    {
        (_context, _left, _top, _scale, _style) = (context, area.X, area.Y, scale, style);
        (Width, Height) = size;
    }

    /// <summary>The width, in points.</summary>
    public double Width { get; }

    /// <summary>The height, in points.</summary>
    public double Height { get; }

    /// <summary>A straight line.</summary>
    public void Line(double fromX, double fromY, double toX, double toY, double thickness, Color color) =>
        _context.Surface.Stroke([Place(fromX, fromY), Place(toX, toY)], thickness * _scale, color);

    /// <summary>A filled rectangle.</summary>
    public void Rectangle(double x, double y, double width, double height, Color color)
    {
        var (left, top) = Place(x, y);
        _context.Surface.Fill(left, top, width * _scale, height * _scale, color);
    }

    /// <summary>A line through points; fewer than two draw nothing.</summary>
    public void Polyline(IReadOnlyList<(double X, double Y)> points, double thickness, Color color)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count > 1)
        {
            _context.Surface.Stroke([.. points.Select(point => Place(point.X, point.Y))], thickness * _scale, color);
        }
    }

    /// <summary>One line of text around a point on its baseline: it begins there, is centred on it, or ends there.</summary>
    public void Label(double x, double baseline, string text, double size, Color color = default, HorizontalAlignment alignment = HorizontalAlignment.Left)
    {
        var label = CleanText.Of(text).Replace('\n', ' ');
        var width = TextLine.WidthOf(label, _context.Fonts, _style.Bold) * FontSize.Checked(size);
        var start = x - (alignment switch
        {
            HorizontalAlignment.Center => width / 2,
            HorizontalAlignment.Right => width,
            _ => 0,
        });
        var (left, height) = Place(start, baseline);
        _context.Surface.BeginText(left, height);
        _context.Surface.ShowText(label, _context.Fonts, size * _scale, _style.Bold, color);
        _context.Surface.EndText();
    }

    private (double X, double Y) Place(double x, double y) => (_left + (x * _scale), _top + (y * _scale));
}
