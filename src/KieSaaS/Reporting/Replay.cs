using System.Collections.Immutable;
using System.Runtime.InteropServices;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;

namespace KieSaaS.Reporting;

/// <summary>Prices what was sold with two books and adds it up: in all, by tenant, by model. Equal sales are priced once.</summary>
internal sealed class Replay(Catalogue catalogue, PriceBook now, PriceBook draft, DateOnly today)
{
    private readonly Dictionary<Sale, Prices> _prices = [];
    private readonly Dictionary<Guid, Sum> _tenants = [];
    private readonly Dictionary<string, Sum> _models = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _special = [.. now.Markups.Tenants.Keys.Concat(draft.Markups.Tenants.Keys).Select(scope => scope.Tenant.Value)];
    private Sum _total;

    public Sum Total => _total;

    /// <summary>What was really charged.</summary>
    public Credits Charged { get; private set; }

    public IReadOnlyDictionary<Guid, Sum> Tenants => _tenants;

    public IReadOnlyDictionary<string, Sum> Models => _models;

    public void Add(SoldPrice sold)
    {
        // Tenants without a markup of their own have the public's prices.
        var tenant = _special.Contains(sold.Tenant) ? sold.Tenant : (Guid?)null;
        ref var prices = ref CollectionsMarshal.GetValueRefOrAddDefault(_prices, new Sale(tenant, sold.EntryKey, sold.RowId, sold.Quantity, sold.UnitCost, sold.Surcharges), out var isKnown);
        if (!isKnown)
        {
            prices = PricesOf(tenant, sold);
        }

        checked
        {
            var cost = sold.KnownCost + prices.Cost * sold.JobsWithoutCost;
            var sum = new Sum(sold.Jobs, prices.Now * sold.Jobs, prices.Draft * sold.Jobs, cost, cost + prices.CostMove * sold.Jobs);
            _total = _total.Plus(sum);
            Charged += new Credits(sold.Charged);
            Into(_tenants, sold.Tenant, sum);
            Into(_models, sold.EntryKey, sum);
        }
    }

    private static void Into<TKey>(Dictionary<TKey, Sum> sums, TKey key, Sum sum) where TKey : notnull
    {
        ref var old = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _);
        old = old.Plus(sum);
    }

    private Prices PricesOf(Guid? tenant, SoldPrice sold)
    {
        var entry = catalogue.Find(sold.EntryKey);
        var unit = entry?.Prices.FirstOrDefault(row => row.Id == sold.RowId)?.Unit ?? PriceUnit.Generation;
        ImmutableArray<CostLine> lines =
        [
            new CostLine(sold.RowId, unit, sold.Quantity, new KieCredits(sold.UnitCost)),
            .. sold.Surcharges is null ? [] : PriceBasis.ReadSurcharges(sold.Surcharges),
        ];
        lines = [.. lines.Select(line => line with { UnitPrice = KnownCost(entry, line) })];
        var (buyer, kind) = (tenant is { } id ? new Buyer(new TenantId(id), today) : (Buyer?)null, entry?.Kind ?? MediaKind.Image);
        var cost = CostOf(now.AtOwnCost(sold.EntryKey, lines));
        return new Prices(
            now.Reprice(sold.EntryKey, kind, lines, buyer).Micros,
            draft.Reprice(sold.EntryKey, kind, lines, buyer).Micros,
            cost,
            CostOf(draft.AtOwnCost(sold.EntryKey, lines)) - cost);
    }

    // Where a book says what a row costs, the other one means what the catalogue says, and not what was paid then.
    private KieCredits KnownCost(CatalogueEntry? entry, CostLine line)
    {
        var key = new RowKey(entry?.Key ?? "", line.RowId);
        return now.UpstreamPrices.ContainsKey(key) || draft.UpstreamPrices.ContainsKey(key)
            ? entry!.Prices.FirstOrDefault(row => row.Id == line.RowId)?.Price ?? line.UnitPrice
            : line.UnitPrice;
    }

    private static long CostOf(ImmutableArray<CostLine> lines) => lines.Aggregate(default(KieCredits), (sum, line) => sum + line.Cost).Micros;

    /// <summary>Jobs, what they sell for with both books in micro-credits, and what they cost and would cost in millionths of a Kie credit.</summary>
    internal readonly record struct Sum(long Jobs, long Now, long Draft, long Cost, long DraftCost)
    {
        public long Change => Draft - Now;

        public Sum Plus(Sum other) => checked(new(Jobs + other.Jobs, Now + other.Now, Draft + other.Draft, Cost + other.Cost, DraftCost + other.DraftCost));
    }

    private readonly record struct Sale(Guid? Tenant, string EntryKey, string RowId, long Quantity, long UnitCost, string? Surcharges);

    private readonly record struct Prices(long Now, long Draft, long Cost, long CostMove);
}
