namespace KieSaaS.Pdf.Layout;

/// <summary>A drawing of a fixed size. Where its place is smaller, it is drawn smaller, in proportion.</summary>
internal sealed class PictureElement(double width, double height, TextStyle style, Action<Canvas> paint) : Element
{
    private bool _done;

    public override double Measure(RenderContext context, double available) => _done ? 0 : height * Scale(available);

    public override Drawn Draw(RenderContext context, Area area)
    {
        if (_done)
        {
            return Drawn.Nothing;
        }

        var scale = Scale(area.Width);
        if (!area.Fits(height * scale))
        {
            if (!area.AtTop)
            {
                return Drawn.OnNextPage;
            }

            scale = area.Height / height;
        }

        context.Surface.BeginClip(area.X, area.Y, width * scale, height * scale);
        paint(new Canvas(context, area, scale, (width, height), style));
        context.Surface.EndClip();
        _done = true;
        return new Drawn(height * scale, Finished: true);
    }

    public override void Rewind() => _done = false;

    private double Scale(double available) => Math.Min(1, available / width);
}
