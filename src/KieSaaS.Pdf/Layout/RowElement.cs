namespace KieSaaS.Pdf.Layout;

/// <summary>Elements side by side. A row stays together, unless it is taller than a page.</summary>
internal sealed class RowElement : Element
{
    private readonly List<ColumnWidth> _widths = [];
    private readonly List<Element> _items = [];

    public double Spacing { get; set; }

    public void Add(ColumnWidth width, Element item)
    {
        _widths.Add(width);
        _items.Add(item);
    }

    public override double Measure(RenderContext context, double width)
    {
        var widths = Share(width);
        var height = 0.0;
        for (var i = 0; i < _items.Count; i++)
        {
            height = Math.Max(height, _items[i].Measure(context, widths[i]));
        }

        return height;
    }

    public override Drawn Draw(RenderContext context, Area area)
    {
        if (!area.AtTop && !area.Fits(Measure(context, area.Width)))
        {
            return Drawn.OnNextPage;
        }

        var widths = Share(area.Width);
        var (offset, height, finished) = (0.0, 0.0, true);
        for (var i = 0; i < _items.Count; i++)
        {
            var drawn = _items[i].Draw(context, area.Strip(offset, widths[i]));
            height = Math.Max(height, drawn.Height);
            finished &= drawn.Finished;
            offset += widths[i] + Spacing;
        }

        return new Drawn(height, finished);
    }

    public override void Rewind() => _items.ForEach(item => item.Rewind());

    private double[] Share(double width) => Tracks.Share(_widths, Math.Max(0, width - (Spacing * (_items.Count - 1))));
}
