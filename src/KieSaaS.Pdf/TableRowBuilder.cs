using KieSaaS.Pdf.Layout;

namespace KieSaaS.Pdf;

/// <summary>Composes one row of a table, cell by cell from left to right. Cells that are left out stay empty.</summary>
public sealed class TableRowBuilder
{
    private readonly TableRowElement _element;
    private TextStyle _style;

    internal TableRowBuilder(TableRowElement element, TextStyle style) => (_element, _style) = (element, style);

    /// <summary>A colour behind the row.</summary>
    public TableRowBuilder Background(Color color)
    {
        _element.Background = color;
        return this;
    }

    /// <summary>A line at the row's lower edge; its thickness in points.</summary>
    public TableRowBuilder BottomBorder(double thickness, Color color)
    {
        _element.BottomBorder = (Length.Checked(thickness), color);
        return this;
    }

    /// <summary>Bold text in the cells that follow.</summary>
    public TableRowBuilder Bold()
    {
        _style = _style with { Bold = true };
        return this;
    }

    /// <summary>The next cell.</summary>
    /// <exception cref="InvalidOperationException">The row has a cell for each column already.</exception>
    public Container Cell(Color? background = null)
    {
        var alignment = _element.NextAlignment;
        var cell = _element.AddCell();
        cell.Background = background;
        return new Container(cell, alignment is { } own ? _style with { Alignment = own } : _style);
    }

    /// <summary>Cells of plain text.</summary>
    public TableRowBuilder Cells(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            Cell().Text(text);
        }

        return this;
    }
}
