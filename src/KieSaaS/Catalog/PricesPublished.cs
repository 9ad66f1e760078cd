using KieSaaS.Work;

namespace KieSaaS.Catalog;

/// <summary>
/// A price book was published. Asked for in the transaction that publishes it; whoever tells tenants of prices handles it.
/// </summary>
/// <param name="Book">The new book's number.</param>
public sealed record PricesPublished(int Book) : IWork
{
    /// <inheritdoc/>
    public static string Kind => "catalog.prices-published";
}
