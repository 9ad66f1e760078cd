namespace KieSaaS.Pdf.Layout;

/// <summary>A row of a table, as tall as its tallest cell. It stays together, unless it is taller than a page.</summary>
internal sealed class TableRowElement(TableColumns columns) : Element
{
    private readonly List<TableCell> _cells = new(columns.Columns.Count);
    private bool _finished;

    /// <summary>How text stands in the column of the next cell.</summary>
    public HorizontalAlignment? NextAlignment => _cells.Count < columns.Columns.Count ? columns.Columns[_cells.Count].Alignment : null;

    public Color? Background { get; set; }

    public (double Thickness, Color Color)? BottomBorder { get; set; }

    public TableCell AddCell()
    {
        if (_cells.Count == columns.Columns.Count)
        {
            throw new InvalidOperationException($"The table has {columns.Columns.Count} columns, but a row has more cells. Call Columns first.");
        }

        var cell = new TableCell();
        _cells.Add(cell);
        return cell;
    }

    public override double Measure(RenderContext context, double width)
    {
        if (_finished)
        {
            return 0;
        }

        var widths = columns.Widths(width);
        var height = 0.0;
        for (var i = 0; i < _cells.Count; i++)
        {
            height = Math.Max(height, _cells[i].Measure(context, Inner(widths[i])));
        }

        return height + columns.CellPadding.Vertical;
    }

    public override Drawn Draw(RenderContext context, Area area)
    {
        if (_finished)
        {
            return Drawn.Nothing;
        }

        var height = Measure(context, area.Width);
        if (!area.Fits(height))
        {
            if (!area.AtTop)
            {
                return Drawn.OnNextPage;
            }

            height = area.Height;
        }

        Fill(context, area, height);
        var drawn = DrawCells(context, area with { Height = height });
        _finished = drawn.Finished;
        return drawn with { Height = Math.Max(height, drawn.Height) };
    }

    /// <summary>The line at the row's lower edge, if it has one; the table calls for it once the row under it is filled.</summary>
    public void DrawBorder(RenderContext context, Area area, double bottom)
    {
        if (BottomBorder is var (thickness, color))
        {
            var y = bottom - (thickness / 2);
            context.Surface.Stroke([(area.X, y), (area.X + area.Width, y)], thickness, color);
        }
    }

    public override void Rewind()
    {
        _finished = false;
        _cells.ForEach(cell => cell.Rewind());
    }

    private Drawn DrawCells(RenderContext context, Area area)
    {
        var widths = columns.Widths(area.Width);
        var padding = columns.CellPadding;
        var (offset, height, finished) = (0.0, 0.0, true);
        for (var i = 0; i < _cells.Count; i++)
        {
            var cell = area.Strip(offset, widths[i]).Inside(padding, padding.Top);
            var drawn = _cells[i].Draw(context, cell with { Height = Math.Max(0, cell.Height - padding.Bottom) });
            height = Math.Max(height, drawn.Height);
            finished &= drawn.Finished;
            offset += widths[i];
        }

        return new Drawn(height, finished);
    }

    private void Fill(RenderContext context, Area area, double height)
    {
        if (Background is { } color)
        {
            context.Surface.Fill(area.X, area.Y, area.Width, height, color);
        }

        var widths = columns.Widths(area.Width);
        var x = area.X;
        for (var i = 0; i < _cells.Count; i++)
        {
            if (_cells[i].Background is { } cellColor)
            {
                context.Surface.Fill(x, area.Y, widths[i], height, cellColor);
            }

            x += widths[i];
        }
    }

    private double Inner(double width) => Math.Max(0, width - columns.CellPadding.Horizontal);
}
