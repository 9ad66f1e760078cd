using System.Text.Json;
using KieSaaS.Catalog.Transformations;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>
/// Finds the model, checks the input and prices it, without touching the database while the book in force is in memory; only where the
/// price follows from a given file, that is fetched, stored and measured first. What it answers is exactly what is held, sent and charged.
/// </summary>
public sealed class PriceRequest
{
    private readonly CatalogueInForce _entries;
    private readonly PricesInForce _prices;
    private readonly QuoteTokens _tokens;
    private readonly MeasureSource _sources;
    private readonly TimeProvider _clock;

    internal PriceRequest(CatalogueInForce entries, PricesInForce prices, QuoteTokens tokens, MeasureSource sources, TimeProvider clock) =>
        (_entries, _prices, _tokens, _sources, _clock) = (entries, prices, tokens, sources, clock);

    /// <summary>A request with its price.</summary>
    /// <param name="Entry">The model.</param>
    /// <param name="Input">What was asked.</param>
    /// <param name="Quote">The price and how it came about.</param>
    /// <param name="Source">The file that was measured, which is sent in place of the address that the input gives; null where none is.</param>
    public sealed record Answer(CatalogueEntry Entry, ValidatedInput Input, Quote Quote, StoredSource? Source = null);

    /// <summary>Prices a request of a tenant. A model name may end in an orientation: "veo-3-1-portrait".</summary>
    public async ValueTask<Result<Answer>> RunAsync(string model, JsonElement input, TenantId tenant, Mode mode, CancellationToken ct)
    {
        var book = await _prices.GetAsync(ct);
        var found = Find(await _entries.UnderAsync(book.Number, ct), model, input, mode, out var entry);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var (source, objection) = await MeasureAsync(entry!, found.Value, tenant, ct);
        return objection is not null ? objection : Priced(book, entry!, found.Value, Buyer.At(tenant, _clock.GetUtcNow()), source, source?.Measured);
    }

    /// <summary>
    /// What a request would cost a tenant, or (null) the public, without fetching anything: where the price follows from a given file,
    /// one with these measures is thought of.
    /// </summary>
    public async ValueTask<Result<Answer>> EstimateAsync(string model, JsonElement input, MeasuredSource? measured, TenantId? tenant, Mode mode, CancellationToken ct)
    {
        var book = await _prices.GetAsync(ct);
        var found = Find(await _entries.UnderAsync(book.Number, ct), model, input, mode, out var entry);
        return found.Succeeded
            ? Priced(book, entry!, found.Value, tenant is { } one ? Buyer.At(one, _clock.GetUtcNow()) : null, source: null, measured)
            : found.Refusal;
    }

    /// <summary>
    /// Prices a request as a token promised, whatever was published meanwhile. Refused when the token is not this tenant's, was made
    /// in the other mode, for another input or for another file behind the same address, or has expired.
    /// </summary>
    public async ValueTask<Result<Answer>> RedeemAsync(string token, string model, JsonElement input, TenantId tenant, Mode mode, CancellationToken ct)
    {
        var promised = _tokens.Read(token, tenant);
        if (!promised.Succeeded)
        {
            return promised.Refusal;
        }

        var promise = promised.Value;
        if (promise.Mode != mode)
        {
            return Wrong("catalog.quote-other-mode", $"quoteToken was made in {promise.Mode.ToString().ToLowerInvariant()} mode: ask for a quote with the key that creates the task.");
        }

        var found = Find(await _entries.UnderAsync(promise.BookNumber, ct), model, input, mode, out var entry);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        return entry!.Key != promise.EntryKey || found.Value.Hash != promise.InputHash
            ? Wrong("catalog.quote-other-input", "quoteToken was made for another model or input: send exactly what was quoted, or ask for a new quote.")
            : await AgainAsync(promise, entry, found.Value, ct);
    }

    // The book of that time, on that day, says how the promised price came about. Only a new version of the product can disagree.
    private async ValueTask<Result<Answer>> AgainAsync(QuotePromise promise, CatalogueEntry entry, ValidatedInput input, CancellationToken ct)
    {
        var (source, objection) = await MeasureAsync(entry, input, promise.Tenant, ct);
        if (objection is not null)
        {
            return objection;
        }

        if (source?.Sha256 != promise.SourceHash)
        {
            return Wrong("catalog.quote-other-source", $"The file of {entry.Source?.Parameter} is not the one that was quoted: ask for a new quote.");
        }

        var book = await _prices.FindAsync(promise.BookNumber, ct);
        var quote = book?.Quote(entry, input, Buyer.At(promise.Tenant, promise.IssuedAt), source?.Measured);
        return quote is { Succeeded: true } && quote.Value.Price == promise.Price
            ? new Answer(entry, input, quote.Value, source)
            : Wrong("catalog.quote-outdated", "The model was changed since this quote: ask for a new one.");
    }

    private async ValueTask<(StoredSource? Source, Refusal? Objection)> MeasureAsync(CatalogueEntry entry, ValidatedInput input, TenantId tenant, CancellationToken ct)
    {
        if (entry.Source is not { } rule)
        {
            return default;
        }

        var stored = await _sources.RunAsync(rule, input, tenant, ct);
        return (stored.Value, stored.Refusal);
    }

    private static Result<Answer> Priced(PriceBook book, CatalogueEntry entry, ValidatedInput input, Buyer? buyer, StoredSource? source, MeasuredSource? measured)
    {
        var quote = book.Quote(entry, input, buyer, measured);
        return quote.Succeeded ? new Answer(entry, input, quote.Value, source) : quote.Refusal;
    }

    private static Result<ValidatedInput> Find(CatalogueSnapshot catalogue, string model, JsonElement input, Mode mode, out CatalogueEntry? entry)
    {
        (entry, var given) = Find(catalogue, model, input);
        if (entry is null)
        {
            return OfferRefusal.Unknown(model);
        }

        return entry.IsOfferedIn(mode) ? entry.Validate(given) : OfferRefusal.Of(entry);
    }

    private static (CatalogueEntry? Entry, JsonElement Input) Find(CatalogueSnapshot catalogue, string model, JsonElement input)
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

    private static Refusal Wrong(string code, string message) => new Refusal(RefusalKind.Invalid, code, message).For("quoteToken");
}
