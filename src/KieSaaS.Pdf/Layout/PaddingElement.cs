namespace KieSaaS.Pdf.Layout;

/// <summary>Space around a child. Over several pages the top stays with the first part and the bottom with the last.</summary>
internal sealed class PaddingElement(Insets insets) : Slot
{
    private bool _started;
    private bool _finished;

    public override double Measure(RenderContext context, double width) => _finished
        ? 0
        : base.Measure(context, Math.Max(0, width - insets.Horizontal)) + Top + insets.Bottom;

    public override Drawn Draw(RenderContext context, Area area)
    {
        if (_finished)
        {
            return Drawn.Nothing;
        }

        var drawn = base.Draw(context, area.Inside(insets, Top));
        if (!drawn.Finished && drawn.Height <= 0)
        {
            return Drawn.OnNextPage;
        }

        var height = Top + drawn.Height + (drawn.Finished ? insets.Bottom : 0);
        (_started, _finished) = (true, drawn.Finished);
        return new Drawn(Math.Min(height, Math.Max(area.Height, Top + drawn.Height)), drawn.Finished);
    }

    public override void Rewind()
    {
        (_started, _finished) = (false, false);
        base.Rewind();
    }

    private double Top => _started ? 0 : insets.Top;
}
