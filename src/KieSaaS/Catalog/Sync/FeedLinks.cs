using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog.Sync;

/// <summary>Which line of the price feed belongs to which row.</summary>
internal sealed class FeedLinks(AppDbContext db, TimeProvider clock)
{
    /// <summary>Ties lines to rows, or to none; saved with what the caller saves.</summary>
    /// <param name="ties">By a line's words its row; the default when the line does not concern us.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="ct">Gives up.</param>
    public async Task TieAsync(IEnumerable<KeyValuePair<string, FeedTarget>> ties, string by, CancellationToken ct)
    {
        var wanted = ties.ToDictionary(StringComparer.Ordinal);
        var names = wanted.Keys.ToList();
        var former = await db.Set<FeedLink>().Where(link => names.Contains(link.Description)).ToDictionaryAsync(link => link.Description, StringComparer.Ordinal, ct);
        foreach (var (description, target) in wanted)
        {
            if (!former.TryGetValue(description, out var link))
            {
                db.Add(link = new FeedLink { Description = description, EntryKey = null, RowId = null, LinkedAt = default, LinkedBy = "" });
            }

            (link.EntryKey, link.RowId, link.LinkedAt, link.LinkedBy) = (target.EntryKey, target.RowId, clock.GetUtcNow(), by);
        }
    }
}
