using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Generation;

/// <summary>A model whose price rises for a tenant; of its price rows the one that rises most.</summary>
/// <param name="EntryKey">The model.</param>
/// <param name="Row">The price row; "any" where the model has one for all inputs.</param>
/// <param name="Unit">What one unit is.</param>
/// <param name="Before">Credits for one unit until then.</param>
/// <param name="After">Credits for one unit from then on.</param>
/// <param name="OtherRows">How many more of its price rows rise.</param>
public sealed record PriceRise(string EntryKey, string Row, PriceUnit Unit, Credits Before, Credits After, int OtherRows)
{
    /// <summary>Every model that costs a buyer, or (null) the public, more under another book.</summary>
    internal static IReadOnlyDictionary<string, PriceRise> Of(PricedBook former, PricedBook next, Buyer? buyer) =>
        next.Entries.Select(entry => former.Find(entry.Key) is { } was ? Of(was, entry, former.Book, next.Book, buyer) : null)
            .OfType<PriceRise>().ToDictionary(rise => rise.EntryKey, StringComparer.Ordinal);

    // A row that is new, or counts something else than before, has no price that could rise.
    private static PriceRise? Of(CatalogueEntry was, CatalogueEntry entry, PriceBook former, PriceBook next, Buyer? buyer)
    {
        var rises = entry.Prices.Join(was.Prices, row => (row.Id, row.Unit), row => (row.Id, row.Unit), (row, old) =>
                (Row: row, Before: former.UnitPrice(was, old, buyer), After: next.UnitPrice(entry, row, buyer)))
            .Where(price => price.After > price.Before)
            .OrderByDescending(price => (decimal)price.After.Micros / Math.Max(1, price.Before.Micros))
            .ToList();
        return rises.Count == 0 ? null : new PriceRise(entry.Key, rises[0].Row.Id, rises[0].Row.Unit, rises[0].Before, rises[0].After, rises.Count - 1);
    }
}
