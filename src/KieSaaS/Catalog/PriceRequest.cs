using System.Text.Json;
using KieSaaS.Catalog.Transformations;
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

    /// <summary>Prices a live request of a tenant, or (null) of the public.</summary>
    public ValueTask<Result<Answer>> RunAsync(string model, JsonElement input, TenantId? tenant, CancellationToken ct) => RunAsync(model, input, tenant, Mode.Live, ct);

    /// <summary>Prices a request of a tenant, or (null) of the public. A model name may end in an orientation: "veo-3-1-portrait".</summary>
    public async ValueTask<Result<Answer>> RunAsync(string model, JsonElement input, TenantId? tenant, Mode mode, CancellationToken ct)
    {
        var (entry, given) = Find(model, input);
        if (entry is null)
        {
            return new Refusal(RefusalKind.Invalid, "catalog.unknown-model", $"The model name '{(model.Length > 80 ? model[..80] + "…" : model)}' is not supported.") { Field = "model" };
        }

        if (!entry.IsOfferedIn(mode))
        {
            return OfferRefusal.Of(entry);
        }

        var valid = entry.Validate(given);
        if (!valid.Succeeded)
        {
            return valid.Refusal;
        }

        var book = await prices.GetAsync(ct);
        var quote = book.Quote(entry, valid.Value, tenant);
        return quote.Succeeded ? new Answer(entry, valid.Value, quote.Value) : quote.Refusal;
    }

    private (CatalogueEntry? Entry, JsonElement Input) Find(string model, JsonElement input)
    {
        if (catalogue.Find(model) is { } entry)
        {
            return (entry, input);
        }

        var at = model.LastIndexOf('-');
        return at > 0 && model[(at + 1)..] is "landscape" or "portrait" && catalogue.Find(model[..at]) is { } plain
            ? (plain, Orientation.Add(input, model[(at + 1)..]))
            : (null, input);
    }
}
