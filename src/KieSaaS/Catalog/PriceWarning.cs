using KieSaaS.Catalog.Store;

namespace KieSaaS.Catalog;

/// <summary>Something unusual in a change of prices that needs a second look (failure museum 59).</summary>
/// <param name="EntryKey">The model concerned; empty when it is about the terms, which concern all.</param>
/// <param name="IsThin">The margin falls below the floor; otherwise the price moves by more than the setting allows.</param>
/// <param name="Margin">The thinnest margin after the change.</param>
/// <param name="LargestMove">The largest change of a unit price, 0.5 is 50 % up.</param>
public sealed record PriceWarning(string EntryKey, bool IsThin, decimal? Margin, decimal LargestMove)
{
    /// <summary>Every model whose public price moves too much or becomes too thin, and every tenant's markup that is too thin.</summary>
    internal static IReadOnlyList<PriceWarning> Of(EntryProposals.Answer entries, PriceRules before, PriceRules after, PricingOptions options) =>
        Of(entries.Before, entries.After, before, after, options);

    /// <summary>The same where no definition changes.</summary>
    internal static IReadOnlyList<PriceWarning> Of(CatalogueSnapshot entries, PriceRules before, PriceRules after, PricingOptions options) =>
        Of(entries, entries, before, after, options);

    private static IReadOnlyList<PriceWarning> Of(CatalogueSnapshot former, CatalogueSnapshot entries, PriceRules before, PriceRules after, PricingOptions options)
    {
        var (was, becomes) = (before.ToBook(0), after.ToBook(0));
        return
        [
            .. entries.Entries.SelectMany(entry => OfEntry(former.Find(entry.Key) ?? entry, entry, was, becomes, options)),
            .. OfTenants(entries, before, after, options),
        ];
    }

    /// <summary>The largest change of a unit price up or down, 0.5 is 50 % up; 0 when none changes.</summary>
    internal static decimal MoveOf(CatalogueEntry former, CatalogueEntry entry, PriceBook was, PriceBook becomes) =>
        entry.IsFree || former.IsFree || (ReferenceEquals(former, entry) && ReferenceEquals(was, becomes)) ? 0 : Largest(Moves(former, entry, was, becomes));

    // A row that is new, or counts something else than before, has no price to compare with.
    private static List<decimal?> Moves(CatalogueEntry former, CatalogueEntry entry, PriceBook was, PriceBook becomes) =>
    [
        .. entry.Prices.Select(row => former.Prices.FirstOrDefault(one => one.Id == row.Id && one.Unit == row.Unit) is { } same
            ? Move(was.UnitPrice(former, same).Micros, becomes.UnitPrice(entry, row).Micros)
            : (decimal?)null),
    ];

    private static decimal Largest(List<decimal?> moves) => moves.OfType<decimal>().DefaultIfEmpty().MaxBy(Math.Abs);

    private static IEnumerable<PriceWarning> OfEntry(CatalogueEntry former, CatalogueEntry entry, PriceBook was, PriceBook becomes, PricingOptions options)
    {
        // A price that stays is no reason not to look: what is paid for it may have risen.
        var (before, after, largest) = (EntryPricing.Of(former, was).Margin, EntryPricing.Of(entry, becomes).Margin, MoveOf(former, entry, was, becomes));
        if (options.IsThin(after) && after < before)
        {
            yield return new PriceWarning(entry.Key, IsThin: true, after, largest);
        }

        if (options.IsLarge(1, 1 + largest))
        {
            yield return new PriceWarning(entry.Key, IsThin: false, after, largest);
        }
    }

    private static IEnumerable<PriceWarning> OfTenants(CatalogueSnapshot catalogue, PriceRules before, PriceRules after, PricingOptions options)
    {
        var terms = after.ToBook(0).Terms;
        return before.ChangesTo(after)
            .Where(change => change.Rule.Kind == PriceRuleKind.Tenant && change.After is not null)
            .Select(change => (change.Rule, Margin: MarginOf(terms, change.After!.Markup!.Value), Key: catalogue.Find(change.Rule.Part)?.Key ?? ""))
            .Where(own => options.IsThin(own.Margin))
            .Select(own => new PriceWarning(own.Key, IsThin: true, own.Margin, 0));
    }

    // Of a price without rounding: what a factor leaves whatever is sold.
    private static decimal? MarginOf(PriceTerms terms, Markup markup)
    {
        var cost = new KieCredits(1_000 * KieCredits.MicrosPerCredit);
        return Catalog.Margin.Of(terms, terms.PriceOf(cost, markup), cost).Share;
    }

    private static decimal Move(decimal before, decimal after) => before == after ? 0 : before == 0 ? 1 : (after - before) / before;
}
