using System.Text.Json;
using KieSaaS.Catalog.Transformations;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>
/// Finds the model, checks the input and prices it, without touching the database while the book in force is in memory.
/// What it answers is exactly what is held, sent and charged.
/// </summary>
public sealed class PriceRequest(CatalogueInForce entries, PricesInForce prices, QuoteTokens tokens, TimeProvider clock)
{
    /// <summary>A request with its price.</summary>
    /// <param name="Entry">The model.</param>
    /// <param name="Input">What will be sent.</param>
    /// <param name="Quote">The price and how it came about.</param>
    public sealed record Answer(CatalogueEntry Entry, ValidatedInput Input, Quote Quote);

    /// <summary>Prices a request of a tenant. A model name may end in an orientation: "veo-3-1-portrait".</summary>
    /// <param name="model">Our key or the upstream's id.</param>
    /// <param name="input">As it was sent.</param>
    /// <param name="tenant">Whose price.</param>
    /// <param name="mode">Live or test.</param>
    /// <param name="earlier">Finds the earlier task, where the model continues one.</param>
    /// <param name="ct">Stops it.</param>
    public ValueTask<Result<Answer>> RunAsync(string model, JsonElement input, TenantId tenant, Mode mode, IEarlierTasks earlier, CancellationToken ct) =>
        PriceAsync(model, input, tenant, mode, earlier, ct);

    /// <summary>
    /// The price of a request that nobody makes, for a tenant or (null) the public: it is shown and never charged. An earlier task is not
    /// looked at; where the price follows from it, one of the prices is taken.
    /// </summary>
    public ValueTask<Result<Answer>> EstimateAsync(string model, JsonElement input, TenantId? tenant, Mode mode, CancellationToken ct) =>
        PriceAsync(model, input, tenant, mode, earlier: null, ct);

    /// <summary>
    /// Prices a request as a token promised, whatever was published meanwhile. Refused when the token is not this tenant's, was made
    /// in the other mode or for another input, or has expired.
    /// </summary>
    public async ValueTask<Result<Answer>> RedeemAsync(string token, string model, JsonElement input, TenantId tenant, Mode mode, IEarlierTasks earlier, CancellationToken ct)
    {
        var promised = tokens.Read(token, tenant);
        if (!promised.Succeeded)
        {
            return promised.Refusal;
        }

        var promise = promised.Value;
        if (promise.Mode != mode)
        {
            return Wrong("catalog.quote-other-mode", $"quoteToken was made in {promise.Mode.ToString().ToLowerInvariant()} mode: ask for a quote with the key that creates the task.");
        }

        var found = Find(await entries.UnderAsync(promise.BookNumber, ct), model, input, mode, out var entry);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        return entry!.Key != promise.EntryKey || found.Value.Hash != promise.InputHash
            ? Wrong("catalog.quote-other-input", "quoteToken was made for another model or input: send exactly what was quoted, or ask for a new quote.")
            : await AgainAsync(promise, entry, found.Value, earlier, ct);
    }

    private async ValueTask<Result<Answer>> PriceAsync(string model, JsonElement input, TenantId? tenant, Mode mode, IEarlierTasks? earlier, CancellationToken ct)
    {
        var book = await prices.GetAsync(ct);
        var found = Find(await entries.UnderAsync(book.Number, ct), model, input, mode, out var entry);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var source = await SourceAsync(entry!, found.Value, earlier, ct);
        if (source is { Succeeded: false })
        {
            return source.Refusal;
        }

        var quote = book.Quote(entry!, found.Value, tenant is { } one ? Buyer.At(one, clock.GetUtcNow()) : null, source?.Value);
        return quote.Succeeded ? new Answer(entry!, found.Value, quote.Value) : quote.Refusal;
    }

    // Nothing is asked for a model that continues nothing.
    private static async ValueTask<Result<MeasuredSource>?> SourceAsync(CatalogueEntry entry, ValidatedInput input, IEarlierTasks? earlier, CancellationToken ct)
    {
        if (entry.Continues?.IsIn(input.Root) != true)
        {
            return null;
        }

        if (earlier is not null)
        {
            return await earlier.FindAsync(entry, input, ct);
        }

        return entry.AssumedSource(input) is { } assumed ? assumed : (Result<MeasuredSource>?)null;
    }

    // The book of that time, on that day, says how the promised price came about. Only a new version of the product can disagree.
    private async ValueTask<Result<Answer>> AgainAsync(QuotePromise promise, CatalogueEntry entry, ValidatedInput input, IEarlierTasks earlier, CancellationToken ct)
    {
        var source = await SourceAsync(entry, input, earlier, ct);
        if (source is { Succeeded: false })
        {
            return source.Refusal;
        }

        var book = await prices.FindAsync(promise.BookNumber, ct);
        var quote = book?.Quote(entry, input, Buyer.At(promise.Tenant, promise.IssuedAt), source?.Value);
        return quote is { Succeeded: true } && quote.Value.Price == promise.Price
            ? new Answer(entry, input, quote.Value)
            : Wrong("catalog.quote-outdated", "The model was changed since this quote: ask for a new one.");
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
