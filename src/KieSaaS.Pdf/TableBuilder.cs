using KieSaaS.Pdf.Layout;

namespace KieSaaS.Pdf;

/// <summary>Composes a table: first its columns, then header rows and rows.</summary>
public sealed class TableBuilder
{
    private readonly TableElement _element;
    private readonly TextStyle _style;

    internal TableBuilder(TableElement element, TextStyle style) => (_element, _style) = (element, style);

    /// <summary>The columns from left to right. Their alignment holds for each cell that does not align its text itself.</summary>
    public void Columns(params IReadOnlyList<ColumnWidth> columns) => _element.Columns.Columns = columns;

    /// <summary>The space inside each cell, in points; 4 left and right, 3 above and below, unless set.</summary>
    public void CellPadding(double horizontal, double vertical) =>
        _element.Columns.CellPadding = new Insets(Length.Checked(horizontal), Length.Checked(vertical), Length.Checked(horizontal), Length.Checked(vertical));

    /// <summary>A row that stands at the top of the table on each page.</summary>
    public TableRowBuilder Header() => new(_element.AddHeader(), _style);

    /// <summary>The next row.</summary>
    public TableRowBuilder Row() => new(_element.AddRow(), _style);
}
