using System.Collections.Immutable;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>What one model costs and sells for, per unit and over all its price rows.</summary>
/// <param name="Entry">The model.</param>
/// <param name="Markup">The markup in force for the public, and the rule it came from.</param>
/// <param name="Units">The units that its prices are for; empty when it has no upstream price.</param>
/// <param name="Cost">Lowest and highest upstream price.</param>
/// <param name="Price">Lowest and highest sale price.</param>
/// <param name="Margin">The thinnest margin of all rows, 0.5 is 50 %; null without a price.</param>
public sealed record EntryPricing(
    CatalogueEntry Entry, AppliedMarkup Markup, ImmutableArray<PriceUnit> Units, (KieCredits Lowest, KieCredits Highest) Cost,
    (Credits Lowest, Credits Highest) Price, decimal? Margin)
{
    /// <summary>How many of its price rows have a fixed sale price instead of the markup.</summary>
    public int FixedRows { get; private init; }

    /// <summary>The model under a book's terms and markups.</summary>
    public static EntryPricing Of(CatalogueEntry entry, PriceBook book)
    {
        var markup = book.Markups.For(entry.Key, entry.Kind, buyer: null);
        var rows = entry.Prices.Where(row => !row.IsSurcharge).ToList();
        if (rows.Count == 0)
        {
            return new EntryPricing(entry, markup, [], default, default, null);
        }

        var costs = rows.ConvertAll(row => book.CostOf(entry, row));
        var prices = rows.ConvertAll(row => book.UnitPrice(entry, row));
        return new EntryPricing(
            entry,
            markup,
            [.. rows.Select(row => row.Unit).Distinct()],
            (costs.Min(), costs.Max()),
            (prices.Min(), prices.Max()),
            costs.Zip(prices, (cost, price) => Catalog.Margin.Of(book.Terms, price, cost).Share).Min())
        {
            FixedRows = rows.Count(row => book.FixedPrices.Of(entry.Key, row.Id, row.IsSurcharge) is not null),
        };
    }
}
