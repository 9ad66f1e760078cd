using System.Collections.Immutable;
using System.Runtime.InteropServices;
using KieSaaS.Catalog;
using KieSaaS.Generation;
using KieSaaS.Kernel;

namespace KieSaaS.Reporting;

/// <summary>Prices what was sold with two books and adds it up: in all, by tenant, by model. Equal sales are priced once.</summary>
internal sealed class Replay(PricedBook now, PricedBook draft, DateOnly today)
{
    private readonly Dictionary<Sale, Prices> _prices = [];
    private readonly Dictionary<Guid, Sum> _tenants = [];
    private readonly Dictionary<string, Sum> _models = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _special = [.. now.Book.Markups.Tenants.Keys.Concat(draft.Book.Markups.Tenants.Keys).Select(scope => scope.Tenant.Value)];
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
        var entry = now.Find(sold.EntryKey);
        var unit = entry?.Prices.FirstOrDefault(row => row.Id == sold.RowId)?.Unit ?? PriceUnit.Generation;
        ImmutableArray<CostLine> lines =
        [
            new CostLine(sold.RowId, unit, sold.Quantity, new KieCredits(sold.UnitCost)),
            .. sold.Surcharges is null ? [] : PriceBasis.ReadSurcharges(sold.Surcharges),
        ];
        var (before, after) = (LinesUnder(now, sold.EntryKey, lines), LinesUnder(draft, sold.EntryKey, lines));
        var (buyer, kind) = (tenant is { } id ? new Buyer(new TenantId(id), today) : (Buyer?)null, entry?.Kind ?? MediaKind.Image);
        var cost = CostOf(before);
        return new Prices(
            now.Book.Reprice(sold.EntryKey, kind, before, buyer).Micros, draft.Book.Reprice(sold.EntryKey, kind, after, buyer).Micros, cost, CostOf(after) - cost);
    }

    // What one side changes about a row counts on both sides, and not what was paid then; what neither changes stays what was paid.
    private ImmutableArray<CostLine> LinesUnder(PricedBook side, string key, ImmutableArray<CostLine> lines) =>
        [.. lines.Select(line => IsMoved(key, line.RowId) ? line with { UnitPrice = side.CostOf(key, line.RowId) ?? line.UnitPrice } : line)];

    private bool IsMoved(string key, string rowId)
    {
        var row = new RowKey(key, rowId);
        return now.Book.UpstreamPrices.ContainsKey(row) || draft.Book.UpstreamPrices.ContainsKey(row) || now.CostOf(key, rowId) != draft.CostOf(key, rowId);
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
