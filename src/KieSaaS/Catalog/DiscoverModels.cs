using System.Collections.Immutable;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Catalog;

/// <summary>What the current tenant can buy in its mode and for how much: the models as programs discover them.</summary>
public sealed class DiscoverModels(Catalogue catalogue, PricesInForce prices, Actor actor, TimeProvider clock)
{
    private static readonly Refusal MayNotLook = new(RefusalKind.Forbidden, "catalog.may-not-look", "Use a key of a workspace to read models and prices.");

    /// <summary>Which models; an empty filter lets everything through.</summary>
    /// <param name="Tasks">Kinds ("image") and modes ("t2i"); one is enough.</param>
    /// <param name="Provider">Who made the model, whole or in part.</param>
    /// <param name="Text">In its name, ids or description.</param>
    public sealed record Filter(ImmutableArray<string> Tasks, string Provider, string Text);

    /// <summary>What one unit of a price row costs the tenant.</summary>
    public sealed record RowPrice(PriceRow Row, Credits Price);

    /// <summary>A model with the tenant's prices, in the order of its definition.</summary>
    public sealed record Model(CatalogueEntry Entry, PriceBook Book, ImmutableArray<RowPrice> Prices);

    /// <summary>Every model that fits, in the catalogue's order.</summary>
    public async ValueTask<Result<ImmutableArray<Model>>> ListAsync(Filter filter, CancellationToken ct)
    {
        if (!actor.May(Right.ViewWorkspace) || actor.Tenant is not { } tenant)
        {
            return MayNotLook;
        }

        var (book, buyer) = (await prices.GetAsync(ct), Buyer.At(tenant, clock.GetUtcNow()));
        return catalogue.OfferedIn(actor.Mode).Where(entry => Fits(entry, filter)).Select(entry => Priced(entry, book, buyer)).ToImmutableArray();
    }

    /// <summary>One model by our key or the upstream's id; refused when it is unknown or not offered in this mode.</summary>
    public async ValueTask<Result<Model>> FindAsync(string name, CancellationToken ct)
    {
        if (!actor.May(Right.ViewWorkspace) || actor.Tenant is not { } tenant)
        {
            return MayNotLook;
        }

        return catalogue.Find(name) switch
        {
            null => OfferRefusal.Unknown(name),
            var entry when !entry.IsOfferedIn(actor.Mode) => OfferRefusal.Of(entry),
            var entry => Priced(entry, await prices.GetAsync(ct), Buyer.At(tenant, clock.GetUtcNow())),
        };
    }

    private static Model Priced(CatalogueEntry entry, PriceBook book, Buyer buyer) =>
        new(entry, book, [.. entry.Prices.Select(row => new RowPrice(row, book.UnitPrice(entry, row, buyer)))]);

    private static bool Fits(CatalogueEntry entry, Filter filter) =>
        (filter.Tasks.IsEmpty || filter.Tasks.Any(task => Is(task, entry.Kind.ToString()) || entry.Modes.Any(mode => Is(task, mode))))
        && Contains(entry.Vendor, filter.Provider)
        && (Contains(entry.Name, filter.Text) || Contains(entry.Key, filter.Text) || Contains(entry.Model, filter.Text) || Contains(entry.Description.En, filter.Text));

    private static bool Is(string task, string word) => string.Equals(task, word, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
