namespace KieSaaS.Pdf.Layout;

/// <summary>What all rows of a table share: the widths of its columns and the space inside its cells.</summary>
internal sealed class TableColumns
{
    private double _sharedWidth = double.NaN;
    private double[] _widths = [];

    public IReadOnlyList<ColumnWidth> Columns { get; set; } = [];

    public Insets CellPadding { get; set; } = new(4, 3, 4, 3);

    /// <summary>The widths in points; worked out once per table, not once per row.</summary>
    public double[] Widths(double available)
    {
        if (_sharedWidth != available)
        {
            _widths = Tracks.Share(Columns, available);
            _sharedWidth = available;
        }

        return _widths;
    }
}
