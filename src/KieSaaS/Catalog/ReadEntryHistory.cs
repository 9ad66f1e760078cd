using KieSaaS.Catalog.Store;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>Every change of an entry, the newest first: who, when, why, and what was there before and after.</summary>
public sealed class ReadEntryHistory(AppDbContext db, Catalogue catalogue)
{
    private const int PageSize = 25;

    /// <summary>One change.</summary>
    /// <param name="Version">The version it made.</param>
    /// <param name="ChangedAt">When (UTC).</param>
    /// <param name="ChangedBy">Who.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Restores">The former version that it brought back.</param>
    /// <param name="IsPriced">True when it changed what the entry takes or costs, which comes into force with a price book alone.</param>
    /// <param name="Book">The price book that brought that into force; null while it waits, or when a later change took its place.</param>
    /// <param name="Changes">What is different from the version before; empty for the first of an added entry.</param>
    public sealed record Line(
        int Version, DateTimeOffset ChangedAt, string ChangedBy, string Reason, int? Restores, bool IsPriced, int? Book, IReadOnlyList<EntryDifference> Changes);

    /// <summary>A page, and the version to ask the next one with; null at the end.</summary>
    public sealed record Page(IReadOnlyList<Line> Lines, int? Next);

    /// <summary>One page.</summary>
    /// <param name="key">The entry.</param>
    /// <param name="before">Changes before this version; null from the newest.</param>
    /// <param name="ct">Ends it early.</param>
    public async Task<Result<Page>> RunAsync(string key, int? before, CancellationToken ct)
    {
        if (!db.Actor.MayAsStaff(Right.EditPrices))
        {
            return EntryRefusals.MayNotEdit;
        }

        var rows = await db.Set<EntryVersionRow>().AsNoTracking().Where(row => row.EntryKey == key && (before == null || row.Version < before))
            .OrderByDescending(row => row.Version).Take(PageSize + 1)
            .Select(row => new { row.Version, row.ChangedAt, row.ChangedBy, row.Reason, row.Restores, IsPriced = row.Definition != null })
            .ToListAsync(ct);
        var books = (await db.Set<EntryReleaseRow>().AsNoTracking().Where(release => release.EntryKey == key).ToListAsync(ct)).ToLookup(release => release.Version, release => release.BookNumber);
        var (stored, lines) = (await StoredEntries.ReadAsync(db, catalogue.File, ct), new List<Line>());
        foreach (var row in rows.Take(PageSize))
        {
            var (was, now) = (await stored.AsOfAsync(key, row.Version - 1, ct), await stored.AsOfAsync(key, row.Version, ct));
            var changes = was is { } former ? EntryDifference.Between(former, now!.Value) : [];
            lines.Add(new Line(row.Version, row.ChangedAt, row.ChangedBy, row.Reason, row.Restores, row.IsPriced, books[row.Version].Select(book => (int?)book).Min(), changes));
        }

        return new Page(lines, rows.Count > PageSize ? lines[^1].Version : null);
    }
}
