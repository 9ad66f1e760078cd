using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Reporting;

/// <summary>How many jobs ended and what they cost, on one day (UTC).</summary>
public sealed record UsageOfDay(DateOnly Day, long Delivered, long Failed, Credits Cost)
{
    /// <summary>All that ended.</summary>
    public long Jobs => Delivered + Failed;
}

/// <summary>
/// The usage of each day that a filter has, days without any included. From the rollup, which is kept in the transaction that ends a job;
/// only a filter that the rollup does not know (API key, kind) counts the rows themselves.
/// </summary>
public sealed class UsageTotals(AppDbContext db)
{
    internal async Task<IReadOnlyList<UsageOfDay>> RunAsync(UsageFilter filter, CancellationToken ct)
    {
        var found = filter is { KeyId: null, Kind: null } ? await FromRollupAsync(filter, ct) : await FromRowsAsync(filter, ct);
        return
        [
            .. Enumerable.Range(0, filter.Days).Select(offset => filter.From.AddDays(offset))
                .Select(day => found.GetValueOrDefault(day) ?? new UsageOfDay(day, 0, 0, Credits.Zero)),
        ];
    }

    internal async Task<Dictionary<DateOnly, UsageOfDay>> FromRollupAsync(UsageFilter filter, CancellationToken ct)
    {
        var days = await db.Set<UsageDay>().AsNoTracking()
            .Where(day => day.Day >= filter.From && day.Day <= filter.To && (filter.EntryKey == null || day.EntryKey == filter.EntryKey))
            .ToListAsync(ct);
        return days.GroupBy(day => day.Day).ToDictionary(group => group.Key, group => new UsageOfDay(
            group.Key,
            filter.IsDelivered == false ? 0 : group.Sum(day => (long)day.Delivered),
            filter.IsDelivered == true ? 0 : group.Sum(day => (long)day.Failed),
            filter.IsDelivered == false ? Credits.Zero : group.Aggregate(Credits.Zero, (sum, day) => sum + day.Cost)));
    }

    internal async Task<Dictionary<DateOnly, UsageOfDay>> FromRowsAsync(UsageFilter filter, CancellationToken ct)
    {
        var (tenant, mode) = (db.Actor.RequireTenant().Value, db.Actor.Mode.ToString());
        var days = await db.Database.SqlQuery<DaySum>($"""
            select (finished_at at time zone 'utc')::date as "Day",
              count(*) filter (where is_delivered) as "Delivered",
              count(*) filter (where not is_delivered) as "Failed",
              sum(cost)::bigint as "Micros"
            from generation_usage
            where tenant_id = {tenant} and mode = {mode} and finished_at >= {filter.Start} and finished_at < {filter.End}
              and ({filter.EntryKey}::text is null or entry_key = {filter.EntryKey})
              and ({filter.Kind}::text is null or kind = {filter.Kind})
              and ({filter.IsDelivered}::boolean is null or is_delivered = {filter.IsDelivered})
              and ({filter.KeyId}::uuid is null or key_id = {filter.KeyId})
            group by 1
            """).ToListAsync(ct);
        return days.ToDictionary(day => day.Day, day => new UsageOfDay(day.Day, day.Delivered, day.Failed, new Credits(day.Micros)));
    }

    private sealed record DaySum(DateOnly Day, long Delivered, long Failed, long Micros);
}
