using KieSaaS.Billing;
using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Reporting;

/// <summary>A job that ended in a period.</summary>
internal sealed record EndedJob(Guid Id, string EntryKey, bool IsDelivered, Credits Cost, long DurationMilliseconds);

/// <summary>
/// The jobs that belong to a period of the ledger. A delivered job is found by its ledger line and not by its own time,
/// which may lie a moment beyond midnight; so no job is in two months or in none.
/// </summary>
public sealed class JobsOfPeriod(AppDbContext db, SumLedger ledger)
{
    private const int IdsPerQuestion = 10_000;

    internal async Task<IReadOnlyList<EndedJob>> RunAsync(SumLedger.Period period, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var charged = period.Lines.Select(line => line.JobId).OfType<Guid>().ToHashSet();
        var jobs = await FailedAsync(from, to, ct);
        foreach (var ids in charged.Chunk(IdsPerQuestion))
        {
            jobs.AddRange(await Select(db.Set<UsageRow>().Where(usage => ids.Contains(usage.JobId))).ToListAsync(ct));
        }

        await RefuseUnchargedAsync(charged, from, to, ct);
        return jobs;
    }

    private Task<List<EndedJob>> FailedAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct) =>
        Select(db.Set<UsageRow>().Where(usage => !usage.IsDelivered && usage.FinishedAt >= from && usage.FinishedAt < to)).ToListAsync(ct);

    // The other direction: usage that the ledger does not know. A delivered job of these days stands in this month or in a neighbour.
    private async Task RefuseUnchargedAsync(HashSet<Guid> charged, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var delivered = await db.Set<UsageRow>().AsNoTracking()
            .Where(usage => usage.IsDelivered && usage.FinishedAt >= from && usage.FinishedAt < to)
            .Select(usage => usage.JobId)
            .ToListAsync(ct);
        var elsewhere = delivered.Where(id => !charged.Contains(id)).ToList();
        if (elsewhere.Count > 0 && elsewhere.Except(await ledger.ChargedAmongAsync(elsewhere, ct)).Take(1).ToList() is [var lost])
        {
            throw new StatementException($"Job {lost:n} stands in the usage log as delivered, but the ledger never charged it.");
        }
    }

    private static IQueryable<EndedJob> Select(IQueryable<UsageRow> rows) =>
        rows.AsNoTracking().Select(usage => new EndedJob(usage.JobId, usage.EntryKey, usage.IsDelivered, usage.Cost, usage.DurationMilliseconds));
}
