using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>The latest readings of the upstream, and what one of them refused.</summary>
public sealed class ListSyncRuns(AppDbContext db)
{
    private const int Latest = 5, MostFaults = 500;

    /// <summary>One reading.</summary>
    /// <param name="Id">Its identity.</param>
    /// <param name="StartedAt">When it was asked for (UTC).</param>
    /// <param name="StartedBy">By whom.</param>
    /// <param name="Source">Who was asked: "kie" or "sandbox"; null before it began.</param>
    /// <param name="Phase">How far it is.</param>
    /// <param name="Read">How much of the phase is done.</param>
    /// <param name="Total">How much there is to do; zero while that is not known.</param>
    /// <param name="Found">New differences.</param>
    /// <param name="Superseded">Differences that it closed.</param>
    /// <param name="Faults">Refused records.</param>
    /// <param name="EndedAt">When it ended (UTC); null while it runs.</param>
    public sealed record Run(
        Guid Id, DateTimeOffset StartedAt, string StartedBy, string? Source, SyncPhase Phase, int Read, int Total, int Found, int Superseded, int Faults, DateTimeOffset? EndedAt);

    /// <summary>A refused record.</summary>
    /// <param name="Cause">Why.</param>
    /// <param name="Place">Where it was said.</param>
    /// <param name="Subject">About what; empty where that cannot be said.</param>
    /// <param name="Detail">What was said, cut.</param>
    public sealed record Refused(SyncFaultCause Cause, string Place, string Subject, string Detail);

    /// <summary>A reading and its refused records.</summary>
    /// <param name="Run">The reading.</param>
    /// <param name="Faults">In the order in which they were met, at most 500.</param>
    public sealed record Whole(Run Run, IReadOnlyList<Refused> Faults);

    /// <summary>The latest first.</summary>
    public async Task<Result<IReadOnlyList<Run>>> RunAsync(CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices))
        {
            return PricingRefusals.MayNotEditPrices;
        }

        var runs = await db.Set<SyncRun>().AsNoTracking().OrderByDescending(run => run.Id).Take(Latest).ToListAsync(ct);
        return runs.ConvertAll(Of);
    }

    /// <summary>One reading; null when there is none such.</summary>
    public async Task<Whole?> FindAsync(Guid id, CancellationToken ct)
    {
        if (!db.Actor.May(Right.EditPrices) || await db.Set<SyncRun>().AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, ct) is not { } row)
        {
            return null;
        }

        var faults = await db.Set<SyncFault>().AsNoTracking().Where(fault => fault.RunId == id).OrderBy(fault => fault.Id).Take(MostFaults).ToListAsync(ct);
        return new Whole(Of(row), faults.ConvertAll(fault => new Refused(fault.Cause, fault.Place, fault.Subject, fault.Detail)));
    }

    private static Run Of(SyncRun row) =>
        new(row.Id, row.StartedAt, row.StartedBy, row.Source, row.Phase, row.Read, row.Total, row.Found, row.Superseded, row.Faults, row.EndedAt);
}
