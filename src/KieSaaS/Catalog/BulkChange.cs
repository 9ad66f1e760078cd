using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>What is done to many models at once.</summary>
public enum BulkAct
{
    /// <summary>Each gets this markup of its own.</summary>
    Set,

    /// <summary>Each one's markup or fixed price is multiplied by this factor.</summary>
    Multiply,

    /// <summary>Each loses its own markup or fixed price and follows its kind or the default.</summary>
    Follow,
}

/// <summary>A change of many models at once. The fixed prices of single rows stay as they are.</summary>
/// <param name="Act">What is done.</param>
/// <param name="Factor">In thousandths: x1.8 is 1800; without meaning where models lose their own rule.</param>
public sealed record BulkChange(BulkAct Act, int Factor)
{
    /// <summary>The edits of these models, those left out that change nothing; a number that cannot be is refused when they are saved.</summary>
    public IReadOnlyList<PriceRuleEdit> EditsOf(PriceRules rules, IEnumerable<CatalogueEntry> entries)
    {
        var book = rules.ToBook(0);
        return
        [
            .. entries.Where(entry => !entry.Prices.IsEmpty)
                .Select(entry => (Rule: PriceRuleKey.OfEntry(entry.Key), Entry: entry))
                .Select(one => (one.Rule, Before: rules.Find(one.Rule), After: ValueOf(book, one.Entry, rules.Find(one.Rule))))
                .Where(one => one.Before != one.After)
                .Select(one => new PriceRuleEdit(one.Rule, one.After)),
        ];
    }

    private PriceRuleValue? ValueOf(PriceBook book, CatalogueEntry entry, PriceRuleValue? own) => Act switch
    {
        BulkAct.Follow => null,
        BulkAct.Set => PriceRuleValue.Of(new Markup(Factor)),
        _ when own?.Credits is { } price => PriceRuleValue.Of(RoundedUp(price, book.Terms.Step)),
        _ => PriceRuleValue.Of(new Markup((int)Math.Clamp(
            Math.Round(book.Markups.For(entry.Key, entry.Kind, buyer: null).Markup.Thousandths * (decimal)Factor / 1000, MidpointRounding.AwayFromZero), 1, Markup.Most))),
    };

    private Credits RoundedUp(Credits price, Credits step)
    {
        var steps = checked((Int128)price.Micros * Factor + (Int128)1000 * step.Micros - 1) / ((Int128)1000 * step.Micros);
        return new Credits(checked((long)(steps * step.Micros)));
    }
}
