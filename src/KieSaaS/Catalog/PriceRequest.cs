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
    /// <param name="model">Our key or the upstream's id.</param>
    /// <param name="input">As it was sent.</param>
    /// <param name="tenant">Whose price.</param>
    /// <param name="mode">Live or test.</param>
    /// <param name="earlier">Finds the earlier task, where the model continues one.</param>
    /// <param name="ct">Stops it.</param>
    public async ValueTask<Result<Answer>> RunAsync(string model, JsonElement input, TenantId tenant, Mode mode, IEarlierTasks earlier, CancellationToken ct)
    {
        var book = await _prices.GetAsync(ct);
        var found = Find(await _entries.UnderAsync(book.Number, ct), model, input, mode, out var entry);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var known = await KnownAsync(entry!, found.Value, tenant, earlier, ct);
        return known.Objection is { } objection ? objection : Priced(book, entry!, found.Value, Buyer.At(tenant, _clock.GetUtcNow()), known.File, known.Measured);
    }

    /// <summary>
    /// What a request would cost a tenant, or (null) the public, without fetching anything: it is shown and never charged. Where the price
    /// follows from a given file, one with these measures is thought of; where it follows from an earlier task, one of its prices is taken.
    /// </summary>
    public async ValueTask<Result<Answer>> EstimateAsync(string model, JsonElement input, MeasuredSource? measured, TenantId? tenant, Mode mode, CancellationToken ct)
    {
        var book = await _prices.GetAsync(ct);
        var found = Find(await _entries.UnderAsync(book.Number, ct), model, input, mode, out var entry);
        return found.Succeeded
            ? Priced(book, entry!, found.Value, tenant is { } one ? Buyer.At(one, _clock.GetUtcNow()) : null, source: null, measured ?? Assumed(entry!, found.Value))
            : found.Refusal;
    }

    /// <summary>
    /// Prices a request as a token promised, whatever was published meanwhile. Refused when the token is not this tenant's, was made
    /// in the other mode, for another input or for another file behind the same address, or has expired.
    /// </summary>
    public async ValueTask<Result<Answer>> RedeemAsync(string token, string model, JsonElement input, TenantId tenant, Mode mode, IEarlierTasks earlier, CancellationToken ct)
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
            : await AgainAsync(promise, entry, found.Value, earlier, ct);
    }

    // The book of that time, on that day, says how the promised price came about. Only a new version of the product can disagree.
    private async ValueTask<Result<Answer>> AgainAsync(QuotePromise promise, CatalogueEntry entry, ValidatedInput input, IEarlierTasks earlier, CancellationToken ct)
    {
        var known = await KnownAsync(entry, input, promise.Tenant, earlier, ct);
        if (known.Objection is { } objection)
        {
            return objection;
        }

        if (known.File?.Sha256 != promise.SourceHash)
        {
            return Wrong("catalog.quote-other-source", $"The file of {entry.Source?.Parameter} is not the one that was quoted: ask for a new quote.");
        }

        var book = await _prices.FindAsync(promise.BookNumber, ct);
        var quote = book?.Quote(entry, input, Buyer.At(promise.Tenant, promise.IssuedAt), known.Measured);
        return quote is { Succeeded: true } && quote.Value.Price == promise.Price
            ? new Answer(entry, input, quote.Value, known.File)
            : Wrong("catalog.quote-outdated", "The model was changed since this quote: ask for a new one.");
    }

    // Nothing is asked for a model whose price follows from its input alone.
    private async ValueTask<Known> KnownAsync(CatalogueEntry entry, ValidatedInput input, TenantId tenant, IEarlierTasks earlier, CancellationToken ct)
    {
        MeasuredSource? told = null;
        if (Continues(entry, input))
        {
            var task = await earlier.FindAsync(entry, input, ct);
            if (!task.Succeeded)
            {
                return new Known(null, null, task.Refusal);
            }

            told = task.Value;
        }

        if (entry.Source is not { } rule)
        {
            return new Known(null, told, null);
        }

        var file = await _sources.RunAsync(rule, input, tenant, ct);
        return file.Succeeded ? new Known(file.Value, file.Value.Measured with { Facts = told?.Facts ?? file.Value.Measured.Facts }, null) : new Known(null, null, file.Refusal);
    }

    private static MeasuredSource? Assumed(CatalogueEntry entry, ValidatedInput input) => Continues(entry, input) ? entry.AssumedSource(input) : null;

    private static bool Continues(CatalogueEntry entry, ValidatedInput input) => entry.Continues?.IsIn(input.Root) == true;

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

    // What a price follows from besides the input, or why there is none.
    private readonly record struct Known(StoredSource? File, MeasuredSource? Measured, Refusal? Objection);
}
