using System.Collections.Immutable;

namespace KieSaaS.Catalog;

/// <summary>A price book with the entries that it prices: definitions, and with them upstream prices, change with books. Immutable.</summary>
public sealed class PricedBook
{
    private readonly CatalogueSnapshot _entries;

    internal PricedBook(PriceBook book, CatalogueSnapshot entries) => (Book, _entries) = (book, entries);

    /// <summary>The rules.</summary>
    public PriceBook Book { get; }

    /// <summary>What is on sale in live mode under it.</summary>
    public ImmutableArray<CatalogueEntry> Entries => _entries.Entries;

    /// <summary>The entry with this key, on sale or not; or null.</summary>
    public CatalogueEntry? Find(string key) => _entries.Find(key);

    /// <summary>What the platform pays for one unit of a price row under it; null when there is no such row.</summary>
    public KieCredits? CostOf(string key, string rowId) =>
        Find(key) is { } entry && entry.Prices.FirstOrDefault(row => row.Id == rowId) is { } row ? Book.CostOf(entry, row) : null;

    /// <summary>The same entries under other rules.</summary>
    public PricedBook With(PriceBook book) => new(book, _entries);
}
