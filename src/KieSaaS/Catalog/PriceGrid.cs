using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog;

/// <summary>One model under two books: what a draft makes of it.</summary>
/// <param name="Before">Under the book that the draft is based on.</param>
/// <param name="After">Under the draft; the same where there is none.</param>
/// <param name="Own">The model's own markup or fixed price after the change; null when it follows its kind or the default.</param>
/// <param name="LargestMove">The largest change of a unit price, 0.5 is 50 % up.</param>
public sealed record PricedEntry(EntryPricing Before, EntryPricing After, PriceRuleValue? Own, decimal LargestMove)
{
    /// <summary>The model.</summary>
    public CatalogueEntry Entry => After.Entry;

    /// <summary>True when its cost, its price or its own rule is another one.</summary>
    public required bool IsChanged { get; init; }

    /// <summary>True when the margin is below the floor.</summary>
    public required bool IsThin { get; init; }

    /// <summary>True when a price moves by more than needs no second look.</summary>
    public required bool IsLarge { get; init; }
}

/// <summary>All models on sale, with what each costs and sells for under two books.</summary>
public sealed class PriceGrid(Catalogue catalogue, IOptions<PricingOptions> options)
{
    /// <summary>Under one book.</summary>
    public IReadOnlyList<PricedEntry> Of(PriceBook book) => Of(book, book);

    /// <summary>Under two books, in the catalogue's order.</summary>
    public IReadOnlyList<PricedEntry> Of(PriceBook before, PriceBook after) =>
        Of(new PricedBook(before, catalogue.Current), new PricedBook(after, catalogue.Current));

    /// <summary>Under two books, each with its own definitions.</summary>
    public IReadOnlyList<PricedEntry> Of(PricedBook before, PricedBook after)
    {
        var (was, becomes) = (PriceRules.Of(before.Book), PriceRules.Of(after.Book));
        return [.. after.Entries.Select(entry => Of(before.Find(entry.Key) ?? entry, entry, before.Book, after.Book, was, becomes))];
    }

    private PricedEntry Of(CatalogueEntry former, CatalogueEntry entry, PriceBook before, PriceBook after, PriceRules was, PriceRules becomes)
    {
        var key = PriceRuleKey.OfEntry(entry.Key);
        var (own, largest) = (becomes.Find(key), PriceWarning.MoveOf(former, entry, before, after));
        var now = EntryPricing.Of(entry, after);
        return new PricedEntry(EntryPricing.Of(former, before), now, own, largest)
        {
            IsChanged = largest != 0 || was.Find(key) != own || !CostsOf(former, before).SetEquals(CostsOf(entry, after)),
            IsThin = options.Value.IsThin(now.Margin),
            IsLarge = options.Value.IsLarge(1, 1 + largest),
        };
    }

    private static HashSet<(string, KieCredits)> CostsOf(CatalogueEntry entry, PriceBook book) => [.. entry.Prices.Select(row => (row.Id, book.CostOf(entry, row)))];
}
