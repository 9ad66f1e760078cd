using KieSaaS.Catalog;
using KieSaaS.Generation;

namespace KieSaaS.Web.Catalog;

/// <summary>A line of a pricing grid: what a model costs and sells for, and what it sold in the last 30 days.</summary>
/// <param name="Priced">Its prices.</param>
/// <param name="Sales">Its finished jobs in live mode.</param>
public sealed record GridRow(PricedEntry Priced, ReadSales.Sum Sales)
{
    private const int Days = 30;

    /// <summary>The first day of the sales that a grid shows (UTC).</summary>
    public static DateOnly Since(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1 - Days);

    /// <summary>Prices beside their sales.</summary>
    public static IEnumerable<GridRow> Of(IEnumerable<PricedEntry> prices, IReadOnlyDictionary<string, ReadSales.Sum> sales) =>
        prices.Select(priced => new GridRow(priced, sales.GetValueOrDefault(priced.Entry.Key, ReadSales.Sum.None)));
}
