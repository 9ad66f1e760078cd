namespace KieSaaS.Pdf.Layout;

/// <summary>Elements one under the other, with the same space between them; what does not fit goes on the next page.</summary>
internal sealed class ColumnElement : Element
{
    private readonly List<Element> _items = [];
    private int _next;

    public double Spacing { get; set; }

    public void Add(Element item) => _items.Add(item);

    public override double Measure(RenderContext context, double width)
    {
        var total = 0.0;
        for (var i = _next; i < _items.Count; i++)
        {
            var height = _items[i].Measure(context, width);
            total += height > 0 && total > 0 ? Spacing + height : height;
        }

        return total;
    }

    public override Drawn Draw(RenderContext context, Area area)
    {
        var used = 0.0;
        for (; _next < _items.Count; _next++)
        {
            var gap = used > 0 ? Spacing : 0;
            var drawn = _items[_next].Draw(context, area.Below(used + gap));
            used += drawn.Height > 0 ? gap + drawn.Height : 0;
            if (!drawn.Finished)
            {
                return new Drawn(used, Finished: false);
            }
        }

        return new Drawn(used, Finished: true);
    }

    public override void Rewind()
    {
        _next = 0;
        _items.ForEach(item => item.Rewind());
    }
}
