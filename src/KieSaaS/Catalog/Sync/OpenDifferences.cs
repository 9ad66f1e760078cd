using KieSaaS.Audit;
using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog.Sync;

/// <summary>Differences that are being decided: locked, so that of two people who decide about the same one the second is told.</summary>
internal sealed class OpenDifferences(AppDbContext db, TimeProvider clock)
{
    private const int LongestSubject = 200;

    /// <summary>The open ones among those chosen, locked until the transaction ends, and those that are not open any more.</summary>
    public async Task<(List<CatalogDifferenceRow> Open, List<DecideDifferences.Left> Left)> LockAsync(Guid[] ids, CancellationToken ct)
    {
        var rows = await db.Set<CatalogDifferenceRow>().FromSql($"select * from catalog_differences where id = any({ids}) order by id for update").ToListAsync(ct);
        var left = ids.Except(rows.Select(row => row.Id)).Select(id => new DecideDifferences.Left(id, "", SyncRefusals.UnknownDifference))
            .Concat(rows.Where(row => row.State != DifferenceState.Open).Select(row => new DecideDifferences.Left(row.Id, row.Title, SyncRefusals.Decided)));
        return ([.. rows.Where(row => row.State == DifferenceState.Open)], [.. left]);
    }

    /// <summary>Notes the decision with its line in the audit log.</summary>
    public void Decide(CatalogDifferenceRow row, DifferenceState state, string reason, Guid? draft = null)
    {
        var now = clock.GetUtcNow();
        row.Decide(state, now, db.Actor.Name, reason);
        row.DraftId = draft;
        db.Audit(now, state == DifferenceState.Accepted ? "catalog-difference.accepted" : "catalog-difference.rejected", row.Subject[..Math.Min(row.Subject.Length, LongestSubject)], new
        {
            kind = row.Kind.ToString(),
            entry = row.EntryKey,
            row = row.RowId,
            before = Price(row.Cost),
            after = Price(row.NewCost),
            caution = row.Caution == DifferenceCaution.None ? null : row.Caution.ToString(),
            reason,
            draft,
        });
    }

    private static string? Price(long? micros) => micros is { } known ? new KieCredits(known).ToString() : null;
}
