using KieSaaS.Billing.Ledger;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing;

/// <summary>The current tenant's ledger, newest first, a page at a time.</summary>
public sealed class ListLedger(AppDbContext db)
{
    private const int PageSize = 50;

    /// <summary>A ledger line.</summary>
    /// <param name="Number">Counts 1, 2, 3 … within the tenant and mode.</param>
    /// <param name="PostedAt">When (UTC).</param>
    /// <param name="Kind">What it is about.</param>
    /// <param name="Note">In words.</param>
    /// <param name="Change">What it did to the balance.</param>
    /// <param name="BalanceAfter">The balance then.</param>
    /// <param name="Cause">What caused it.</param>
    public sealed record Line(long Number, DateTimeOffset PostedAt, LedgerKind Kind, string Note, Credits Change, Credits BalanceAfter, string Cause);

    /// <summary>How many lines, and what they did to the balance together.</summary>
    public sealed record Total(long Count, Credits Change);

    /// <summary>A page, and the number to ask the next one with; null at the end.</summary>
    public sealed record Page(IReadOnlyList<Line> Lines, long? Next);

    /// <summary>Lines before a number (all when null), optionally of one kind.</summary>
    public async Task<Page> RunAsync(long? before, LedgerKind? kind, CancellationToken ct)
    {
        var lines = await db.Set<LedgerTransaction>().AsNoTracking()
            .Where(t => (before == null || t.Number < before) && (kind == null || t.Kind == kind))
            .OrderByDescending(t => t.Number)
            .Take(PageSize + 1)
            .Select(t => new Line(t.Number, t.PostedAt, t.Kind, t.Note, t.Change, t.BalanceAfter, t.Cause))
            .ToListAsync(ct);
        return lines.Count > PageSize ? new(lines[..PageSize], lines[PageSize - 1].Number) : new(lines, null);
    }

    /// <summary>Count and sum of all lines, or of one kind.</summary>
    public async Task<Total> SumAsync(LedgerKind? kind, CancellationToken ct)
    {
        if (kind is null)
        {
            // Lines are numbered without gaps and sum to the balance: the wallet knows both.
            return await db.Set<Wallet>().AsNoTracking().Select(w => new Total(w.LastNumber, w.Balance)).SingleOrDefaultAsync(ct) ?? new Total(0, Credits.Zero);
        }

        var changes = db.Set<LedgerTransaction>().AsNoTracking().Where(t => t.Kind == kind);
        var (count, sum) = (await changes.LongCountAsync(ct), await changes.Select(t => (decimal)(long)(object)t.Change).SumAsync(ct));
        return new Total(count, new Credits((long)sum));
    }

    /// <summary>Every line, or every line of one kind, newest first, as they are read from the database: for exports.</summary>
    public IAsyncEnumerable<Line> ExportAsync(LedgerKind? kind) => db.Set<LedgerTransaction>().AsNoTracking()
        .Where(t => kind == null || t.Kind == kind)
        .OrderByDescending(t => t.Number)
        .Select(t => new Line(t.Number, t.PostedAt, t.Kind, t.Note, t.Change, t.BalanceAfter, t.Cause))
        .AsAsyncEnumerable();

    /// <summary>One line by its number; null when the tenant has none such.</summary>
    public Task<Line?> FindAsync(long number, CancellationToken ct) => db.Set<LedgerTransaction>().AsNoTracking()
        .Where(t => t.Number == number)
        .Select(t => new Line(t.Number, t.PostedAt, t.Kind, t.Note, t.Change, t.BalanceAfter, t.Cause))
        .SingleOrDefaultAsync(ct);
}
