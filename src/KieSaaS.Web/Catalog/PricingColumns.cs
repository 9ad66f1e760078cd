using KieSaaS.Catalog;
using KieSaaS.Generation;

namespace KieSaaS.Web.Catalog;

using Row = (EntryPricing Pricing, ReadSales.Sum Sales);

/// <summary>The columns of the pricing grid and what each is sorted by.</summary>
internal static class PricingColumns
{
    /// <summary>A column: its name in the address and in the texts, whether it is a number, what it is sorted by.</summary>
    public sealed record Column(string Name, bool IsNumber, Func<Row, IComparable?> Key);

    public static IReadOnlyList<Column> All { get; } =
    [
        new("model", false, row => row.Pricing.Entry.Name),
        new("kind", false, row => row.Pricing.Entry.Kind),
        new("cost", true, row => row.Pricing.Cost.Lowest.Micros),
        new("markup", true, row => row.Pricing.Markup.Markup.Thousandths),
        new("price", true, row => row.Pricing.Price.Lowest.Micros),
        new("margin", true, row => row.Pricing.Margin),
        new("jobs", true, row => row.Sales.Jobs),
        new("revenue", true, row => row.Sales.Spent.Micros),
    ];

    /// <summary>By a column's name, or "-" and its name for the largest first; the catalogue's order when there is no such column.</summary>
    public static IEnumerable<Row> Sorted(IEnumerable<Row> rows, string? sort)
    {
        var column = All.FirstOrDefault(column => column.Name == sort?.TrimStart('-'));
        return column is null ? rows : sort!.StartsWith('-') ? rows.OrderByDescending(column.Key) : rows.OrderBy(column.Key);
    }
}
