using KieSaaS.Kernel;

namespace KieSaaS.Catalog.Store;

/// <summary>Every "no" of changing entries.</summary>
internal static class EntryRefusals
{
    public static readonly Refusal MayNotEdit =
        new(RefusalKind.Forbidden, "catalog.may-not-edit-entries", "Only staff with the role Operator or Pricing can change the catalogue.");

    public static readonly Refusal NothingChanged = new(RefusalKind.Invalid, "catalog.entry-unchanged", "Nothing is different from what is there.");

    public static readonly Refusal NotAnObject = new Refusal(RefusalKind.Invalid, "catalog.invalid-definition", "An entry must be one JSON object.").For("definition");

    public static readonly Refusal NotPricedYet = new Refusal(
        RefusalKind.Invalid, "catalog.not-priced-yet", "It has no price in force: publish a price book with its prices first, then put it on sale.").For("sale");

    public static readonly Refusal NoPrice = new Refusal(
        RefusalKind.Invalid, "catalog.no-price-no-sale", "What has no price cannot be sold: add a price row and publish a price book first.").For("sale");

    public static Refusal MovedOn(string key, string? by) => new Refusal(
        RefusalKind.Conflict, "catalog.entry-moved-on", $"The model '{key}' was changed meanwhile{(by is null ? "" : " by " + by)}. Look at it as it is now and change again.").For("version");

    public static Refusal Exists(string name, string field) =>
        new Refusal(RefusalKind.Conflict, "catalog.entry-exists", $"There is a model with the key or model id '{name}' already.").For(field);

    public static Refusal OtherName(string field) => new Refusal(
        RefusalKind.Invalid, "catalog.entry-renamed", $"The {field} of an entry never changes: jobs and tenants know it by that. Add another entry instead.").For(field);

    public static Refusal UnknownVersion(string key, int version) =>
        new Refusal(RefusalKind.NotFound, "catalog.unknown-version", FormattableString.Invariant($"The model '{key}' has no version {version}.")).For("version");

    public static Refusal ProposalMovedOn(string key) => new Refusal(
        RefusalKind.Conflict, "catalog.proposal-moved-on", $"The proposed change of '{key}' is not the one you saw. Look at it and publish again.").For("proposals");

    public static Refusal CannotBeSold(CatalogueEntry entry) => new Refusal(RefusalKind.Invalid, $"catalog.cannot-be-sold.{entry.Offer}", OfferRefusal.Of(entry).Message).For("sale");
}
