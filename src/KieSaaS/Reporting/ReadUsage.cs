using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Reporting;

/// <summary>The current tenant's usage log in the current mode: one page of it, newest first, and the totals of all that is filtered.</summary>
public sealed class ReadUsage(AppDbContext db, UsageTotals totals)
{
    private const int PageSize = 50;

    /// <summary>A page of the log.</summary>
    /// <param name="Lines">Newest first.</param>
    /// <param name="Next">Where the next page begins; null at the end.</param>
    /// <param name="Days">Each day of the period, the quiet ones too.</param>
    public sealed record Page(IReadOnlyList<UsageLine> Lines, UsageCursor? Next, IReadOnlyList<UsageOfDay> Days)
    {
        /// <summary>Jobs of the whole period.</summary>
        public long Jobs => Days.Sum(day => day.Jobs);

        /// <summary>Credits of the whole period.</summary>
        public Credits Cost => Days.Aggregate(Credits.Zero, (sum, day) => sum + day.Cost);
    }

    /// <summary>The lines after a place, or from the newest.</summary>
    public async Task<Page> RunAsync(UsageFilter filter, UsageCursor? after, CancellationToken ct)
    {
        var rows = filter.RowsOf(db);
        if (after is { } place)
        {
            rows = rows.Where(usage => EF.Functions.LessThan(ValueTuple.Create(usage.FinishedAt, usage.JobId), ValueTuple.Create(place.FinishedAt, place.JobId)));
        }

        var lines = await UsageLine.Of(db, rows).Take(PageSize + 1).ToListAsync(ct);
        var next = lines.Count > PageSize ? lines[PageSize - 1].Cursor : (UsageCursor?)null;
        return new Page([.. lines.Take(PageSize)], next, await totals.RunAsync(filter, ct));
    }
}
