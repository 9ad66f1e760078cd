using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog;

/// <summary>A draft of a price book.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Name">What people call it.</param>
/// <param name="BasedOn">The book that its rules come from.</param>
/// <param name="Version">Counts each change.</param>
/// <param name="State">What became of it.</param>
/// <param name="ChangedAt">When it was last changed (UTC).</param>
/// <param name="ChangedBy">By whom.</param>
public sealed record PriceDraft(Guid Id, string Name, int BasedOn, int Version, PriceDraftState State, DateTimeOffset ChangedAt, string ChangedBy)
{
    internal static PriceDraft Of(PriceDraftRow row) => new(row.Id, row.Name, row.BasedOn, row.Version, row.State, row.ChangedAt, row.ChangedBy);
}

/// <summary>Open drafts, and the latest of those that were published or discarded.</summary>
public sealed class ListDrafts(AppDbContext db)
{
    private const int MostClosed = 20;

    /// <summary>All open drafts, the latest changed first; then closed ones.</summary>
    /// <param name="Newest">The number of the newest book: a draft based on another is behind.</param>
    /// <param name="Open">Being edited.</param>
    /// <param name="Closed">Published or discarded, the latest ones.</param>
    public sealed record Answer(int Newest, IReadOnlyList<PriceDraft> Open, IReadOnlyList<PriceDraft> Closed);

    /// <summary>Reads them.</summary>
    public async Task<Answer> RunAsync(CancellationToken ct)
    {
        var rows = db.Set<PriceDraftRow>().AsNoTracking().OrderByDescending(draft => draft.ChangedAt);
        var open = await rows.Where(draft => draft.State == PriceDraftState.Open).ToListAsync(ct);
        var closed = await rows.Where(draft => draft.State != PriceDraftState.Open).Take(MostClosed).ToListAsync(ct);
        return new Answer((await PriceBooks.NewestAsync(db, ct)).Number, open.ConvertAll(PriceDraft.Of), closed.ConvertAll(PriceDraft.Of));
    }
}
