using System.Text.Json;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>
/// Finds the model, checks the input and prices it, without touching the database while the book in force is in memory.
/// What it answers is exactly what is held, sent and charged.
/// </summary>
public sealed class PriceRequest(Catalogue catalogue, PricesInForce prices)
{
    /// <summary>A request with its price.</summary>
    /// <param name="Entry">The model.</param>
    /// <param name="Input">What will be sent.</param>
    /// <param name="Quote">The price and how it came about.</param>
    public sealed record Answer(CatalogueEntry Entry, ValidatedInput Input, Quote Quote);

    /// <summary>Prices a request of a tenant, or (null) of the public.</summary>
    public async ValueTask<Result<Answer>> RunAsync(string model, JsonElement input, TenantId? tenant, CancellationToken ct)
    {
        if (catalogue.Find(model) is not { } entry)
        {
            return new Refusal(RefusalKind.Invalid, "catalog.unknown-model", $"The model name '{(model.Length > 80 ? model[..80] + "…" : model)}' is not supported.") { Field = "model" };
        }

        var valid = entry.Validate(input);
        if (!valid.Succeeded)
        {
            return valid.Refusal;
        }

        var book = await prices.GetAsync(ct);
        var quote = book.Quote(entry, valid.Value, tenant);
        return quote.Succeeded ? new Answer(entry, valid.Value, quote.Value) : quote.Refusal;
    }
}
