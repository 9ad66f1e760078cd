using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>Why an entry cannot be bought: no price beforehand is no sale.</summary>
internal static class OfferRefusal
{
    private const int LongestName = 80;

    public static Refusal Unknown(string model) =>
        new(RefusalKind.Invalid, "catalog.unknown-model", $"The model name '{(model.Length > LongestName ? model[..LongestName] + "…" : model)}' is not supported.") { Field = "model" };

    public static Refusal NoEarlierTasks(string field) =>
        new Refusal(RefusalKind.Invalid, "catalog.no-earlier-tasks", $"{field} names a task of yours, and there are none here.").For(field);

    public static Refusal Of(CatalogueEntry entry) => new(RefusalKind.Invalid, "catalog.not-offered", entry.Offer switch
    {
        EntryOffer.Retired => $"The model '{entry.Key}' was retired: it runs with a test key only.",
        EntryOffer.Off => $"The model '{entry.Key}' is not on sale at present.",
        _ => $"The model '{entry.Key}' is not on sale: its price is not known before it has run.",
    })
    {
        Field = "model",
    };
}
