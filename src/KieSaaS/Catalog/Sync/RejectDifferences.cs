using KieSaaS.Data;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog.Sync;

/// <summary>Declines differences. A line of the feed that is tied to no row is from then on one that does not concern us.</summary>
internal sealed class RejectDifferences(AppDbContext db, OpenDifferences differences, TimeProvider clock)
{
    public async Task<Result<DecideDifferences.Answer>> RunAsync(Guid[] ids, string reason, CancellationToken ct)
    {
        var (open, left) = await differences.LockAsync(ids, ct);
        foreach (var row in open)
        {
            differences.Decide(row, DifferenceState.Rejected, reason);
            if (row.Kind == DifferenceKind.PriceAdded)
            {
                await TieAsync(row.Subject, null, null, ct);
            }
        }

        await db.SaveChangesAsync(ct);
        return new DecideDifferences.Answer(open.Count, left, null);
    }

    /// <summary>Ties a line of the feed to a row, or to none.</summary>
    public async Task TieAsync(string description, string? entryKey, string? rowId, CancellationToken ct)
    {
        if (await db.Set<FeedLink>().FindAsync([description], ct) is not { } link)
        {
            db.Add(link = new FeedLink { Description = description, EntryKey = null, RowId = null, LinkedAt = default, LinkedBy = "" });
        }

        (link.EntryKey, link.RowId, link.LinkedAt, link.LinkedBy) = (entryKey, rowId, clock.GetUtcNow(), db.Actor.Name);
    }
}
