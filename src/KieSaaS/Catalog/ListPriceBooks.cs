using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>The price books ever published, newest first, a page at a time, each with what it changed.</summary>
public sealed class ListPriceBooks(AppDbContext db)
{
    private const int PageSize = 30;

    /// <summary>A published book.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="PublishedAt">When (UTC).</param>
    /// <param name="PublishedBy">Who.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Changes">What differs from the book before; empty for the first.</param>
    public sealed record Line(int Number, DateTimeOffset PublishedAt, string PublishedBy, string Reason, IReadOnlyList<Change> Changes);

    /// <summary>One markup that differs between two neighbours.</summary>
    /// <param name="Level">Which rule.</param>
    /// <param name="Subject">The entry's key, the kind or the tenant; empty for the platform's default.</param>
    /// <param name="Before">The factor before; null when there was no such rule.</param>
    /// <param name="After">The factor after; null when the rule was removed.</param>
    public sealed record Change(MarkupLevel Level, string Subject, Markup? Before, Markup? After);

    /// <summary>A page, and the number to ask the next one with; null at the end.</summary>
    public sealed record Page(IReadOnlyList<Line> Books, int? Next);

    /// <summary>Books before a number (from the newest when null).</summary>
    public async Task<Page> RunAsync(int? before, CancellationToken ct)
    {
        // One more than a page: the oldest line is compared with it.
        var rows = await db.Set<PriceBookRow>().AsNoTracking().Where(book => before == null || book.Number < before)
            .OrderByDescending(book => book.Number).Take(PageSize + 1).ToListAsync(ct);
        var books = rows.ConvertAll(row => PriceBookContent.Read(row.Number, row.Content));
        var lines = rows.Take(PageSize)
            .Select((row, index) => new Line(
                row.Number, row.PublishedAt, row.PublishedBy, row.Reason, index + 1 < books.Count ? Differences(books[index + 1].Markups, books[index].Markups) : []))
            .ToList();
        return new Page(lines, rows.Count > PageSize ? lines[^1].Number : null);
    }

    private static List<Change> Differences(MarkupRules before, MarkupRules after) =>
    [
        .. before.Platform == after.Platform ? Enumerable.Empty<Change>() : [new Change(MarkupLevel.Platform, "", before.Platform, after.Platform)],
        .. Differences(MarkupLevel.Kind, before.Kinds, after.Kinds),
        .. Differences(MarkupLevel.Entry, before.Entries, after.Entries),
        .. Differences(MarkupLevel.Tenant, before.Tenants, after.Tenants),
    ];

    private static IEnumerable<Change> Differences<TKey>(MarkupLevel level, IReadOnlyDictionary<TKey, Markup> before, IReadOnlyDictionary<TKey, Markup> after)
        where TKey : notnull => before.Keys.Union(after.Keys)
        .Select(key => new Change(level, key.ToString() ?? "", Find(before, key), Find(after, key)))
        .Where(change => change.Before != change.After)
        .OrderBy(change => change.Subject, StringComparer.Ordinal);

    private static Markup? Find<TKey>(IReadOnlyDictionary<TKey, Markup> rules, TKey key) where TKey : notnull =>
        rules.TryGetValue(key, out var markup) ? markup : null;
}
