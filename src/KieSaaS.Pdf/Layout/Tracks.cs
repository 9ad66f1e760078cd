namespace KieSaaS.Pdf.Layout;

/// <summary>Shares a width among columns: the fixed ones first, the relative ones divide what is left.</summary>
internal static class Tracks
{
    /// <summary>The widths in points. Fixed columns that together are too wide shrink alike.</summary>
    public static double[] Share(IReadOnlyList<ColumnWidth> columns, double available)
    {
        var points = columns.Where(column => !column.IsRelative).Sum(column => column.Amount);
        var shares = columns.Where(column => column.IsRelative).Sum(column => column.Amount);
        var shrink = points > available ? available / points : 1;
        var perShare = shares > 0 ? Math.Max(0, available - points) / shares : 0;
        return [.. columns.Select(column => column.Amount * (column.IsRelative ? perShare : shrink))];
    }
}
