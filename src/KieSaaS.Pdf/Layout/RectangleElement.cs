namespace KieSaaS.Pdf.Layout;

/// <summary>A filled rectangle, as wide as its place unless it has a width. One that is taller than the page is cut off at its end.</summary>
internal sealed class RectangleElement(double? width, double height, Color color) : Element
{
    private bool _done;

    public override double Measure(RenderContext context, double available) => _done ? 0 : height;

    public override Drawn Draw(RenderContext context, Area area)
    {
        if (_done)
        {
            return Drawn.Nothing;
        }

        if (!area.AtTop && !area.Fits(height))
        {
            return Drawn.OnNextPage;
        }

        var visible = Math.Min(height, area.Height);
        context.Surface.Fill(area.X, area.Y, Math.Min(width ?? area.Width, area.Width), visible, color);
        _done = true;
        return new Drawn(visible, Finished: true);
    }

    public override void Rewind() => _done = false;
}
