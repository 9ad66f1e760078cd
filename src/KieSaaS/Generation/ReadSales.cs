using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation;

/// <summary>
/// What all tenants together used in live mode, from the daily totals; the test bench is no sale. For staff: asked on the platform's login.
/// </summary>
public sealed class ReadSales(AppDbContext db)
{
    /// <summary>Finished jobs and what they brought and cost.</summary>
    /// <param name="Delivered">Jobs delivered.</param>
    /// <param name="Failed">Jobs that failed and cost nothing.</param>
    /// <param name="Spent">What tenants paid.</param>
    /// <param name="Cost">What the platform paid upstream.</param>
    public sealed record Sum(int Delivered, int Failed, Credits Spent, KieCredits Cost)
    {
        /// <summary>Nothing.</summary>
        public static Sum None { get; } = new(0, 0, Credits.Zero, default);

        /// <summary>Delivered and failed.</summary>
        public int Jobs => Delivered + Failed;

        /// <summary>Failed jobs out of all, 0 to 1; null without jobs.</summary>
        public decimal? FailedShare => Jobs == 0 ? null : (decimal)Failed / Jobs;
    }

    /// <summary>Everything since a day (UTC), that day included.</summary>
    public async Task<Sum> SinceAsync(DateOnly day, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<Row>($"""
            select '' as "Key", coalesce(sum(delivered), 0)::int as "Delivered", coalesce(sum(failed), 0)::int as "Failed",
                   coalesce(sum(cost), 0)::bigint as "Spent", coalesce(sum(kie_micro_credits), 0)::bigint as "Cost"
            from generation_usage_days where mode = 'Live' and day >= {day} and tenant_id <> {PlatformWorkspace.Id.Value}
            """).ToListAsync(ct);
        return SumOf(rows[0]);
    }

    /// <summary>The same by catalogue entry.</summary>
    public async Task<IReadOnlyDictionary<string, Sum>> ByEntryAsync(DateOnly day, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<Row>($"""
            select entry_key as "Key", sum(delivered)::int as "Delivered", sum(failed)::int as "Failed",
                   sum(cost)::bigint as "Spent", sum(kie_micro_credits)::bigint as "Cost"
            from generation_usage_days where mode = 'Live' and day >= {day} and tenant_id <> {PlatformWorkspace.Id.Value} group by entry_key
            """).ToListAsync(ct);
        return rows.ToDictionary(row => row.Key, SumOf, StringComparer.Ordinal);
    }

    /// <summary>The same by tenant, for the tenants that are asked for.</summary>
    public async Task<IReadOnlyDictionary<TenantId, Sum>> ByTenantAsync(IEnumerable<TenantId> tenants, DateOnly day, CancellationToken ct)
    {
        var ids = tenants.Select(tenant => tenant.Value).ToArray();
        var rows = await db.Database.SqlQuery<Row>($"""
            select tenant_id::text as "Key", sum(delivered)::int as "Delivered", sum(failed)::int as "Failed",
                   sum(cost)::bigint as "Spent", sum(kie_micro_credits)::bigint as "Cost"
            from generation_usage_days where mode = 'Live' and day >= {day} and tenant_id = any ({ids}) group by tenant_id
            """).ToListAsync(ct);
        return rows.ToDictionary(row => new TenantId(Guid.Parse(row.Key)), SumOf);
    }

    private static Sum SumOf(Row row) => new(row.Delivered, row.Failed, new Credits(row.Spent), new KieCredits(row.Cost));

    private sealed record Row(string Key, int Delivered, int Failed, long Spent, long Cost);
}
