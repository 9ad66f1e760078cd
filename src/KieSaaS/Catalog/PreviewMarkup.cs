using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog;

/// <summary>What another markup would do to a model's price and margin, and whether it needs a second look. Changes nothing.</summary>
public sealed class PreviewMarkup(AppDbContext db, Catalogue catalogue, IOptions<PricingOptions> options, TimeProvider clock)
{
    /// <summary>Before and after.</summary>
    /// <param name="Book">The book that the change would be made against.</param>
    /// <param name="Before">The model now.</param>
    /// <param name="After">The model after the change.</param>
    /// <param name="IsLarge">The markup or a price moves by more than the setting allows without a second look.</param>
    /// <param name="IsThin">The margin falls below the floor.</param>
    public sealed record Answer(PriceBook Book, EntryPricing Before, EntryPricing After, bool IsLarge, bool IsThin)
    {
        /// <summary>True when somebody must confirm a second time.</summary>
        public bool NeedsConfirmation => IsLarge || IsThin;
    }

    /// <summary>The model as it is priced now.</summary>
    public async Task<Result<Answer>> RunAsync(string entryKey, CancellationToken ct)
    {
        if (catalogue.Find(entryKey) is not { } entry)
        {
            return PricingRefusals.UnknownEntry(entryKey);
        }

        var book = await ReadPricing.InForceAsync(db, clock.GetUtcNow(), ct);
        var now = EntryPricing.Of(entry, book);
        return new Answer(book, now, now, IsLarge: false, IsThin: false);
    }

    /// <summary>With an own markup in thousandths, or (null) without one.</summary>
    public async Task<Result<Answer>> RunAsync(string entryKey, int? thousandths, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return PricingRefusals.MayNotEditPrices;
        }

        if (catalogue.Find(entryKey) is not { } entry)
        {
            return PricingRefusals.UnknownEntry(entryKey);
        }

        if (thousandths is < PriceRuleCheck.SmallestMarkup or > PriceRuleCheck.LargestMarkup)
        {
            return PriceRuleCheck.MarkupOutOfRange;
        }

        var book = await ReadPricing.InForceAsync(db, clock.GetUtcNow(), ct);
        var value = thousandths is { } factor ? PriceRuleValue.Of(new Markup(factor)) : null;
        var rules = PriceRules.Of(book);
        var changedRules = rules.With(PriceRuleKey.OfEntry(entry.Key), value);
        var (changed, warnings) = (changedRules.ToBook(book.Number), PriceWarning.Of(catalogue.Current, rules, changedRules, options.Value));
        var (before, after) = (EntryPricing.Of(entry, book), EntryPricing.Of(entry, changed));
        var (was, becomes) = (before.Markup.Markup.Thousandths, after.Markup.Markup.Thousandths);
        return new Answer(
            book,
            before,
            after,
            IsLarge: options.Value.IsLarge(was, becomes) || warnings.Any(warning => !warning.IsThin),
            IsThin: warnings.Any(warning => warning.IsThin));
    }
}
