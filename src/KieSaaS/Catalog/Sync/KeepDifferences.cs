using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog.Sync;

/// <summary>
/// Writes what a run found: what is open already is not written twice, what was declined is not brought up again, and what the upstream no longer
/// says is closed. All of it in one transaction, which waits for whoever decides about the same differences.
/// </summary>
internal sealed class KeepDifferences(AppDbContext db, FeedLinks links, TimeProvider clock)
{
    /// <summary>Who closes what is out of date.</summary>
    public const string ByItself = "sync";

    public async Task RunAsync(SyncRun run, Upstream theirs, Comparison.Answer compared, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var open = await db.Set<CatalogDifferenceRow>().FromSql($"select * from catalog_differences where state = 'Open' order by id for update").ToListAsync(ct);
        var known = open.ToDictionary(row => (row.Kind, row.Subject));
        var settled = await SettledAsync(compared.Differences, ct);
        var fresh = new List<FoundDifference>();
        foreach (var found in compared.Differences)
        {
            var isKnown = known.Remove((found.Kind, found.Subject), out var row);
            if (isKnown && row!.Says(found.Before, found.After, found.Caution))
            {
                continue;
            }

            if (isKnown)
            {
                Close(row!, run);
            }

            if (!settled.Contains((found.Kind, found.Subject)))
            {
                fresh.Add(found);
            }
        }

        foreach (var row in known.Values.Where(row => WasLookedAt(row, theirs)))
        {
            Close(row, run);
        }

        // An open difference has its subject to itself, so the old ones are closed before the new ones come.
        await db.SaveChangesAsync(ct);
        db.AddRange(fresh.Select(found => Row(found, run)));
        await links.TieAsync(compared.Tied, ByItself, ct);
        run.Found = fresh.Count;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    // What was looked at and not found again is no difference any more.
    private static bool WasLookedAt(CatalogDifferenceRow row, Upstream theirs) => row.Kind switch
    {
        DifferenceKind.NewModel or DifferenceKind.ModelGone => theirs.HasAllModels,
        DifferenceKind.SchemaChanged => theirs.Schemas.ContainsKey(row.Subject),
        _ => theirs.HasAllLines,
    };

    // Declined is declined; what waits in an open draft is being dealt with.
    private async Task<HashSet<(DifferenceKind Kind, string Subject)>> SettledAsync(IReadOnlyList<FoundDifference> found, CancellationToken ct)
    {
        var subjects = found.Select(difference => difference.Subject).Distinct().ToList();
        var decided = await db.Set<CatalogDifferenceRow>().AsNoTracking()
            .Where(row => subjects.Contains(row.Subject) && (row.State == DifferenceState.Rejected || row.State == DifferenceState.Accepted))
            .OrderBy(row => row.DecidedAt)
            .ToListAsync(ct);
        var drafts = decided.Select(row => row.DraftId).OfType<Guid>().Distinct().ToList();
        var pending = await db.Set<PriceDraftRow>().Where(draft => drafts.Contains(draft.Id) && draft.State == PriceDraftState.Open).Select(draft => draft.Id).ToListAsync(ct);
        var latest = decided.GroupBy(row => (row.Kind, row.Subject)).ToDictionary(same => same.Key, same => same.Last());
        return [.. found.Where(difference => latest.TryGetValue((difference.Kind, difference.Subject), out var row) && row.After == difference.After
            && (row.State == DifferenceState.Rejected || (row.DraftId is { } draft && pending.Contains(draft)))).Select(difference => (difference.Kind, difference.Subject))];
    }

    private void Close(CatalogDifferenceRow row, SyncRun run)
    {
        row.Decide(DifferenceState.Superseded, clock.GetUtcNow(), ByItself, "");
        run.Superseded++;
    }

    private CatalogDifferenceRow Row(FoundDifference found, SyncRun run) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Kind = found.Kind,
        Subject = found.Subject,
        Title = found.Title,
        EntryKey = found.EntryKey,
        RowId = found.RowId,
        Before = found.Before,
        After = found.After,
        Cost = found.Cost?.Micros,
        NewCost = found.NewCost?.Micros,
        Caution = found.Caution,
        RunId = run.Id,
        FoundAt = clock.GetUtcNow(),
    };
}
