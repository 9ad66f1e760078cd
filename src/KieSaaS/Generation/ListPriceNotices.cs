using KieSaaS.Data;
using KieSaaS.Generation.Notices;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation;

/// <summary>The rises of prices that the current tenant was told of and that are still news: from the mail until a week after they began.</summary>
public sealed class ListPriceNotices(AppDbContext db, TimeProvider clock)
{
    private static readonly TimeSpan News = TimeSpan.FromDays(7);

    /// <summary>What a tenant was told.</summary>
    /// <param name="Book">The price book.</param>
    /// <param name="EffectiveAt">From when (UTC).</param>
    /// <param name="Rises">Which models, in the order of their keys.</param>
    public sealed record Notice(int Book, DateTimeOffset EffectiveAt, IReadOnlyList<PriceRise> Rises);

    /// <summary>The nearest first.</summary>
    public async Task<IReadOnlyList<Notice>> RunAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - News;
        var rows = await db.Set<PriceNoticeRow>().AsNoTracking().Where(notice => notice.EffectiveAt > since && notice.WithdrawnAt == null)
            .OrderBy(notice => notice.EffectiveAt).ThenBy(notice => notice.BookNumber).ToListAsync(ct);
        return rows.ConvertAll(row => new Notice(row.BookNumber, row.EffectiveAt, row.Read()));
    }
}
