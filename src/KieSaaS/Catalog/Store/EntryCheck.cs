using System.Text.Json;
using KieSaaS.Data;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog.Store;

/// <summary>Whether an entry can be as somebody wants it. Failure museum 12: a wrong price is refused where it is written.</summary>
internal sealed class EntryCheck(AppDbContext db, Catalogue catalogue)
{
    /// <summary>The entry that the document describes, sound in itself and at a price that anybody may be asked for.</summary>
    public async Task<Result<CatalogueEntry>> ReadAsync(JsonElement document, CancellationToken ct)
    {
        var read = EntryDocument.Read(document, catalogue.File);
        if (!read.Succeeded)
        {
            return read;
        }

        var book = PriceBookContent.Read(await PriceBooks.NewestAsync(db, ct));
        return read.Value.Prices.FirstOrDefault(row => !PriceRuleCheck.Fits(book, read.Value, row)) is { } dear
            ? new Refusal(RefusalKind.Invalid, "catalog.price-out-of-range", $"A unit of the price row {dear.Id} would sell for more than 1,000,000 credits. Lower its price.").For("prices")
            : read;
    }

    /// <summary>Why the way an entry is shown does not go with what is, or will be, in force of it; null when it does.</summary>
    public Refusal? Shown(EntryState state, JsonElement presentation)
    {
        foreach (var definition in state.InUse)
        {
            if (WantsSale(presentation) && definition.GetProperty("prices").GetArrayLength() == 0)
            {
                return EntryRefusals.NoPrice;
            }

            var read = EntryDocument.Read(EntryParts.Join(presentation, definition), catalogue.File);
            if (!read.Succeeded)
            {
                return read.Refusal;
            }

            if (WantsSale(presentation) && read.Value.Offer is not (EntryOffer.OnSale or EntryOffer.Retired))
            {
                return EntryRefusals.CannotBeSold(read.Value);
            }
        }

        // Without a word on it an entry is on sale from the moment its price is in force: that is to be somebody's decision.
        return state.InUse.Count == 0 && SaleOf(presentation) != "off" ? EntryRefusals.NotPricedYet : null;
    }

    private static bool WantsSale(JsonElement presentation) => SaleOf(presentation) is "on" or "test-only";

    private static string? SaleOf(JsonElement presentation) =>
        presentation.TryGetProperty("sale", out var sale) && sale.ValueKind == JsonValueKind.String ? sale.GetString() : null;
}
