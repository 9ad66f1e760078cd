namespace KieSaaS.Pdf.Layout;

/// <summary>Rows of aligned cells. The header rows stand again at the top of each page that the table reaches.</summary>
internal sealed class TableElement : Element
{
    // A row that is taller than a page still has to find room under the header.
    private const double LargestHeaderShare = 0.5;

    private readonly List<TableRowElement> _header = [];
    private readonly List<TableRowElement> _rows = [];
    private int _next;

    public TableColumns Columns { get; } = new();

    public TableRowElement AddHeader() => Add(_header);

    public TableRowElement AddRow() => Add(_rows);

    public override double Measure(RenderContext context, double width)
    {
        if (_next > 0 && _next == _rows.Count)
        {
            return 0;
        }

        var height = 0.0;
        _header.ForEach(row => height += row.Measure(context, width));
        for (var i = _next; i < _rows.Count; i++)
        {
            height += _rows[i].Measure(context, width);
        }

        return height;
    }

    public override Drawn Draw(RenderContext context, Area area)
    {
        if (_next > 0 && _next == _rows.Count)
        {
            return Drawn.Nothing;
        }

        var beginningFits = area.Fits(HeightOfBeginning(context, area.Width));
        if (!beginningFits && !area.AtTop)
        {
            return Drawn.OnNextPage;
        }

        var used = DrawHeader(context, beginningFits ? area : area with { Height = area.Height * LargestHeaderShare });
        for (var isFirst = true; _next < _rows.Count; _next++, isFirst = false)
        {
            var drawn = _rows[_next].Draw(context, area.Below(used) with { AtTop = area.AtTop && isFirst });
            used += drawn.Height;
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
        _header.ForEach(row => row.Rewind());
        _rows.ForEach(row => row.Rewind());
    }

    private TableRowElement Add(List<TableRowElement> rows)
    {
        var row = new TableRowElement(Columns);
        rows.Add(row);
        return row;
    }

    private double HeightOfBeginning(RenderContext context, double width)
    {
        var height = _next < _rows.Count ? _rows[_next].Measure(context, width) : 0;
        _header.ForEach(row => height += row.Measure(context, width));
        return height;
    }

    private double DrawHeader(RenderContext context, Area area)
    {
        var used = 0.0;
        foreach (var row in _header)
        {
            row.Rewind();
            used += row.Draw(context, area.Below(used)).Height;
            row.Rewind();
        }

        return used;
    }
}
