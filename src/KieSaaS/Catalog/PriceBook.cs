using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>An immutable, numbered version of all sale prices: terms and markups over the catalogue's upstream prices.</summary>
/// <param name="Number">From 1; every quote and job records it.</param>
/// <param name="Terms">Face value, upstream cost, rounding.</param>
/// <param name="Markups">The factors.</param>
public sealed record PriceBook(int Number, PriceTerms Terms, MarkupRules Markups)
{
    /// <summary>
    /// The exact price of an input for a tenant, or (null) for the public. Refused when the input's parameters have no single price.
    /// </summary>
    /// <exception cref="ArgumentException">The input was validated for another entry.</exception>
    public Result<Quote> Quote(CatalogueEntry entry, ValidatedInput input, TenantId? tenant = null)
    {
        var cost = entry.Cost(input);
        if (!cost.Succeeded)
        {
            return cost.Refusal;
        }

        var markup = Markups.For(entry.Key, entry.Kind, tenant);
        return new Quote
        {
            EntryKey = entry.Key,
            Price = entry.IsFree ? Credits.Zero : Terms.PriceOf(cost.Value.Total, markup.Markup),
            BookNumber = Number,
            Lines = cost.Value.Lines,
            KieCost = cost.Value.Total,
            Markup = markup,
            InputHash = input.Hash,
        };
    }
}
