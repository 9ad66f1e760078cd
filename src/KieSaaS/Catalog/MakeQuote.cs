using System.Text.Json;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Catalog;

/// <summary>Prices a request of the current tenant and promises that price for a while. Holds nothing, and stores nothing but a file that has to be measured.</summary>
public sealed class MakeQuote(PriceRequest prices, QuoteTokens tokens, IEarlierTasks earlier, Actor actor)
{
    private static readonly Refusal MayNotQuote = new(RefusalKind.Forbidden, "catalog.may-not-quote", "Sign in to a workspace to get a quote.");

    /// <summary>A promised price.</summary>
    /// <param name="Entry">The model.</param>
    /// <param name="Quote">The price and how it came about.</param>
    /// <param name="Token">Sent with the request, it is charged exactly this price.</param>
    /// <param name="ExpiresAt">Until when (UTC).</param>
    /// <param name="Source">The file that was measured; null where none is.</param>
    public sealed record Answer(CatalogueEntry Entry, Quote Quote, string Token, DateTimeOffset ExpiresAt, StoredSource? Source);

    /// <summary>Quotes for the scope's actor.</summary>
    public async ValueTask<Result<Answer>> RunAsync(string model, JsonElement input, CancellationToken ct)
    {
        if (actor.Tenant is not { } tenant || !actor.May(Right.ViewWorkspace))
        {
            return MayNotQuote;
        }

        var priced = await prices.RunAsync(model, input, tenant, actor.Mode, earlier, ct);
        if (!priced.Succeeded)
        {
            return priced.Refusal;
        }

        var (token, expires) = tokens.Sign(priced.Value.Quote, tenant, actor.Mode, priced.Value.Source?.Sha256);
        return new Answer(priced.Value.Entry, priced.Value.Quote, token, expires, priced.Value.Source);
    }
}
