using KieSaaS.Data;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog.Sync;

/// <summary>Declines differences. A line of the feed that is tied to no row is from then on one that does not concern us.</summary>
internal sealed class RejectDifferences(AppDbContext db, OpenDifferences differences, FeedLinks links)
{
    public async Task<Result<DecideDifferences.Answer>> RunAsync(Guid[] ids, string reason, CancellationToken ct)
    {
        var (open, left) = await differences.LockAsync(ids, ct);
        foreach (var row in open)
        {
            differences.Decide(row, DifferenceState.Rejected, reason);
        }

        var unwanted = open.Where(row => row.Kind == DifferenceKind.PriceAdded).Select(row => KeyValuePair.Create(row.Subject, default(FeedTarget)));
        await links.TieAsync(unwanted, db.Actor.Name, ct);
        await db.SaveChangesAsync(ct);
        return new DecideDifferences.Answer(open.Count, left, null);
    }
}
