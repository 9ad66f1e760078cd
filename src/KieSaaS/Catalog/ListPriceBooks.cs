using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>Whether a book is what prices are made of.</summary>
public enum PriceBookState
{
    /// <summary>Waits for its time.</summary>
    Scheduled,

    /// <summary>Prices new requests.</summary>
    InForce,

    /// <summary>Was in force before.</summary>
    Former,

    /// <summary>Was scheduled, and another took its place before its time came.</summary>
    Withdrawn,
}

/// <summary>The price books ever published, newest first, a page at a time, each with what it changed.</summary>
public sealed class ListPriceBooks(AppDbContext db, TimeProvider clock)
{
    private const int PageSize = 30;

    /// <summary>A published book.</summary>
    /// <param name="Number">From 1.</param>
    /// <param name="PublishedAt">When (UTC).</param>
    /// <param name="PublishedBy">Who.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Changes">What differs from the book before; empty for the first.</param>
    public sealed record Line(int Number, DateTimeOffset PublishedAt, string PublishedBy, string Reason, IReadOnlyList<PriceRuleChange> Changes)
    {
        /// <summary>From when it counts (UTC).</summary>
        public required DateTimeOffset EffectiveAt { get; init; }

        /// <summary>Whether it counts now.</summary>
        public required PriceBookState State { get; init; }

        /// <summary>The former book that it brought back.</summary>
        public int? Restores { get; init; }
    }

    /// <summary>A page, and the number to ask the next one with; null at the end.</summary>
    public sealed record Page(IReadOnlyList<Line> Books, int? Next);

    /// <summary>Books before a number (from the newest when null).</summary>
    public async Task<Page> RunAsync(int? before, CancellationToken ct)
    {
        // One more than a page: the oldest line is compared with it.
        var rows = await db.Set<PriceBookRow>().AsNoTracking().Where(book => before == null || book.Number < before)
            .OrderByDescending(book => book.Number).Take(PageSize + 1).ToListAsync(ct);
        var now = clock.GetUtcNow();
        var inForce = await db.Set<PriceBookRow>().Where(book => book.EffectiveAt <= now).MaxAsync(book => (int?)book.Number, ct) ?? 0;
        var above = before is null ? null : await PriceBooks.FindAsync(db, before.Value, ct);
        var rules = rows.ConvertAll(row => PriceBookContent.Read(row.Content));
        var lines = rows.Take(PageSize).Select((row, index) => new Line(
            row.Number, row.PublishedAt, row.PublishedBy, row.Reason, index + 1 < rows.Count ? rules[index + 1].ChangesTo(rules[index]) : [])
        {
            EffectiveAt = row.EffectiveAt,
            State = StateOf(row, index > 0 ? rows[index - 1] : above, inForce),
            Restores = row.Restores,
        }).ToList();
        return new Page(lines, rows.Count > PageSize ? lines[^1].Number : null);
    }

    // Books are in force in the order of their numbers; only bringing a former one back goes in front of one that is scheduled.
    private static PriceBookState StateOf(PriceBookRow book, PriceBookRow? after, int inForce) =>
        book.Number == inForce ? PriceBookState.InForce
        : book.Number > inForce ? PriceBookState.Scheduled
        : after is not null && after.EffectiveAt < book.EffectiveAt ? PriceBookState.Withdrawn
        : PriceBookState.Former;
}
