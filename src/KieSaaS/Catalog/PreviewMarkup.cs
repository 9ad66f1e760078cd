using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog;

/// <summary>What another markup would do to a model's price and margin, and whether it needs a second look. Changes nothing.</summary>
public sealed class PreviewMarkup(AppDbContext db, Catalogue catalogue, IOptions<PricingOptions> options)
{
    /// <summary>Before and after.</summary>
    /// <param name="Book">The book that the change would be made against.</param>
    /// <param name="Before">The model now.</param>
    /// <param name="After">The model after the change.</param>
    /// <param name="IsLarge">The markup moves by more than the setting allows without a second look.</param>
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
            return Unknown(entryKey);
        }

        var book = await ReadPricing.NewestBookAsync(db, ct);
        var now = EntryPricing.Of(entry, book);
        return new Answer(book, now, now, IsLarge: false, IsThin: false);
    }

    /// <summary>With an own markup in thousandths, or (null) without one.</summary>
    public async Task<Result<Answer>> RunAsync(string entryKey, int? thousandths, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return ChangeMarkup.MayNotEditPrices;
        }

        if (catalogue.Find(entryKey) is not { } entry)
        {
            return Unknown(entryKey);
        }

        if (thousandths is < ChangeMarkup.Smallest or > ChangeMarkup.Largest)
        {
            return ChangeMarkup.OutOfRange;
        }

        var book = await ReadPricing.NewestBookAsync(db, ct);
        var changed = book with { Markups = book.Markups.With(entry.Key, thousandths) };
        var (before, after) = (EntryPricing.Of(entry, book), EntryPricing.Of(entry, changed));
        var (was, becomes) = (before.Markup.Markup.Thousandths, after.Markup.Markup.Thousandths);
        return new Answer(
            book,
            before,
            after,
            IsLarge: Math.Abs(becomes - was) * 100L > (long)was * options.Value.LargeChangePercent,
            IsThin: after.Margin is { } margin && margin * 100 < options.Value.MarginFloorPercent && becomes < was);
    }

    private static Refusal Unknown(string entryKey) => new(RefusalKind.NotFound, "catalog.unknown-entry", $"There is no model '{entryKey}'.") { Field = "entry" };
}
