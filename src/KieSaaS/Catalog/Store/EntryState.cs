using System.Text.Json;
using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog.Store;

/// <summary>An entry as an edit finds it.</summary>
/// <param name="Key">Which.</param>
/// <param name="Version">Its newest version; the next change becomes the one after it.</param>
/// <param name="ChangedBy">Who made that; null for what the product came with.</param>
/// <param name="Latest">Both halves with everything that waits: what the next change starts from.</param>
/// <param name="Proposed">The version whose definition waits for a price book; null when none does.</param>
/// <param name="InUse">The definitions that are in force or scheduled; empty for an added entry that waits for its first book.</param>
internal sealed record EntryState(string Key, int Version, string? ChangedBy, JsonElement Latest, int? Proposed, IReadOnlyList<JsonElement> InUse)
{
    /// <summary>Null when there is no such entry.</summary>
    public static async Task<EntryState?> ReadAsync(AppDbContext db, StoredEntries stored, Catalogue catalogue, DateTimeOffset now, string key, CancellationToken ct)
    {
        var (versions, isShipped) = (stored.Versions, catalogue.File.Definitions.ContainsKey(key));
        var version = versions.Newest(key);
        if (version == 0 && !isShipped)
        {
            return null;
        }

        var books = (await PriceBooks.TimesAsync(db, now, ct)).Select(book => book.Number).Append(versions.NewestBook);
        var inUse = books.Select(book => versions.Definitions(book).TryGetValue(key, out var released) ? released : isShipped ? 0 : (int?)null)
            .OfType<int>().Distinct().ToList();
        var (presentation, proposed) = (versions.Presentation(key), versions.Proposed(key));
        var latest = proposed ?? (inUse.Count > 0 ? inUse[^1] : versions.NewestDefinition(key));
        var by = await db.Set<EntryVersionRow>().AsNoTracking().Where(row => row.EntryKey == key && row.Version == version).Select(row => row.ChangedBy).SingleOrDefaultAsync(ct);
        var definitions = new List<JsonElement>();
        foreach (var one in inUse)
        {
            definitions.Add(await stored.DefinitionAsync(key, one, ct));
        }

        return new EntryState(key, version, by, await stored.DocumentAsync(key, presentation, latest, ct), proposed, definitions);
    }
}
