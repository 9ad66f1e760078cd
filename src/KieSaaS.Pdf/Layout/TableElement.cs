namespace KieSaaS.Pdf.Layout;

/// <summary>Rows of aligned cells. The header rows stand again at the top of each page that the table reaches.</summary>
internal sealed class TableElement : Element
{
    // A row that is taller than a page still has to find room under the header.
    private const double LargestHeaderShare = 0.5;

    private readonly List<TableRowElement> _header = [];
    private readonly List<TableRowElement> _rows = [];
    private readonly List<(TableRowElement Row, double Bottom)> _drawn = [];
    private int _next;
    private bool _finished;

    public TableColumns Columns { get; } = new();

    public TableRowElement AddHeader() => Add(_header);

    public TableRowElement AddRow() => Add(_rows);

    public override double Measure(RenderContext context, double width)
    {
        if (_finished)
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
        if (_finished)
        {
            return Drawn.Nothing;
        }

        var beginningFits = area.Fits(HeightOfBeginning(context, area.Width));
        if (!beginningFits && !area.AtTop)
        {
            return Drawn.OnNextPage;
        }

        _drawn.Clear();
        var used = DrawHeader(context, beginningFits ? area : area with { Height = area.Height * LargestHeaderShare });
        used = DrawRows(context, area, used);
        _finished = _next == _rows.Count;

        // Lines come last: the background of the row under a line would cover part of it.
        _drawn.ForEach(row => row.Row.DrawBorder(context, area, row.Bottom));
        return new Drawn(used, _finished);
    }

    public override void Rewind()
    {
        (_next, _finished) = (0, false);
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
            _drawn.Add((row, area.Y + used));
        }

        return used;
    }

    private double DrawRows(RenderContext context, Area area, double used)
    {
        for (var isFirst = true; _next < _rows.Count; _next++, isFirst = false)
        {
            var row = _rows[_next];
            var drawn = row.Draw(context, area.Below(used) with { AtTop = area.AtTop && isFirst });
            used += drawn.Height;
            if (!drawn.Finished)
            {
                break;
            }

            _drawn.Add((row, area.Y + used));
        }

        return used;
    }
}
