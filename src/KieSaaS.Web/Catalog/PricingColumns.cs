namespace KieSaaS.Web.Catalog;

/// <summary>The columns of the pricing grid and what each is sorted by.</summary>
internal static class PricingColumns
{
    /// <summary>A column: its name in the address and in the texts, whether it is a number, what it is sorted by.</summary>
    public sealed record Column(string Name, bool IsNumber, Func<GridRow, IComparable?> Key);

    public static IReadOnlyList<Column> All { get; } =
    [
        new("model", false, row => row.Priced.Entry.Name),
        new("vendor", false, row => row.Priced.Entry.Vendor),
        new("kind", false, row => row.Priced.Entry.Kind),
        new("cost", true, row => row.Priced.After.Cost.Lowest.Micros),
        new("markup", true, row => row.Priced.After.Markup.Markup.Thousandths),
        new("fixed", true, row => row.Priced.Own?.Credits?.Micros),
        new("price", true, row => row.Priced.After.Price.Lowest.Micros),
        new("margin", true, row => row.Priced.After.Margin),
        new("jobs", true, row => row.Sales.Jobs),
        new("revenue", true, row => row.Sales.Spent.Micros),
    ];

    /// <summary>By a column's name, or "-" and its name for the largest first; the catalogue's order when there is no such column.</summary>
    public static IEnumerable<GridRow> Sorted(IEnumerable<GridRow> rows, string? sort)
    {
        var column = All.FirstOrDefault(column => column.Name == sort?.TrimStart('-'));
        return column is null ? rows : sort!.StartsWith('-') ? rows.OrderByDescending(column.Key) : rows.OrderBy(column.Key);
    }
}
