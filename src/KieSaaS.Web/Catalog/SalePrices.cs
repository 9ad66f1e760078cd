using KieSaaS.Catalog;
using KieSaaS.Kernel;

namespace KieSaaS.Web.Catalog;

/// <summary>A sale price of one unit, and when it holds.</summary>
/// <param name="Conditions">"resolution=1K"; empty when it always holds. A name that begins with "@" is told by the input itself.</param>
/// <param name="Unit">What one unit is.</param>
/// <param name="Price">What a tenant pays for one.</param>
/// <param name="IsSurcharge">Added to the base price instead of being one.</param>
public sealed record SalePrice(IReadOnlyList<PriceCondition> Conditions, PriceUnit Unit, Credits Price, bool IsSurcharge);

/// <summary>The prices of the book in force as the public reads them.</summary>
public sealed class SalePrices(PricesInForce prices)
{
    /// <summary>The book in force.</summary>
    public ValueTask<PriceBook> BookAsync(CancellationToken ct) => prices.GetAsync(ct);

    /// <summary>Every price of an entry under a book, in the order of its definition.</summary>
    public static IReadOnlyList<SalePrice> Of(PriceBook book, CatalogueEntry entry) =>
        [.. entry.Prices.Select(row => new SalePrice(row.Conditions, row.Unit, book.UnitPrice(entry, row), row.IsSurcharge))];

    /// <summary>The lowest price of one unit of an entry, surcharges left out.</summary>
    public static SalePrice From(PriceBook book, CatalogueEntry entry) => Of(book, entry).Where(price => !price.IsSurcharge).MinBy(price => price.Price)!;
}
