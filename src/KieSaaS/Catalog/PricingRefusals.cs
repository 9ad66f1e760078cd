using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>Every "no" of editing and publishing prices.</summary>
internal static class PricingRefusals
{
    public static readonly Refusal MayNotEditPrices =
        new(RefusalKind.Forbidden, "catalog.may-not-edit-prices", "Only staff with the role Operator or Pricing can change prices.");

    public static readonly Refusal UnknownDraft = new(RefusalKind.NotFound, "catalog.unknown-draft", "There is no such draft.");

    public static readonly Refusal DraftClosed = new(RefusalKind.Conflict, "catalog.draft-closed", "This draft was published or discarded meanwhile. Start another.");

    public static readonly Refusal NothingChanged = new(RefusalKind.Invalid, "catalog.nothing-changed", "The draft changes nothing: there is nothing to publish.");

    public static readonly Refusal NotConfirmed = new Refusal(RefusalKind.Invalid, "catalog.not-confirmed", "Confirm the change: it is unusual.").For("sure");

    public static Refusal UnknownEntry(string key) => new Refusal(RefusalKind.NotFound, "catalog.unknown-entry", $"There is no model '{key}'.").For("entry");

    public static Refusal UnknownBook(int number) => new(RefusalKind.NotFound, "catalog.unknown-book", $"There is no price book {number}.");

    public static Refusal BookMovedOn(int newest) =>
        new Refusal(RefusalKind.Conflict, "catalog.book-moved-on", $"Price book {newest} was published meanwhile. Look at it and change again.").For("book");

    public static Refusal DraftMovedOn(string? by) =>
        new(RefusalKind.Conflict, "catalog.draft-moved-on", $"This draft was changed meanwhile{(by is null ? "" : " by " + by)}. Look at it as it is now and change again.");

    public static Refusal DraftBehind(int basedOn, int newest) =>
        new(RefusalKind.Conflict, "catalog.draft-behind", $"This draft is based on price book {basedOn}, and book {newest} was published meanwhile. Carry it over first.");

    public static Refusal Scheduled(PriceBookRow book) => new Refusal(
        RefusalKind.Conflict, "catalog.book-scheduled",
        FormattableString.Invariant($"Price book {book.Number} is scheduled for {book.EffectiveAt:yyyy-MM-dd HH:mm} UTC. Bring the former book back first, or choose a time after it.")).For("effective");
}
