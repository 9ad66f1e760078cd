using System.Text.Json;
using KieSaaS.Catalog.Definitions;
using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog.Store;

/// <summary>The halves of entries by version, read once each; version 0 is the file's.</summary>
internal sealed class EntryDocuments(AppDbContext db, CatalogueFile file)
{
    private readonly Dictionary<(string Key, int Version), EntryVersionRow> _rows = [];

    /// <summary>Fetches what is asked for next, in one query.</summary>
    public async Task LoadAsync(IEnumerable<(string Key, int Version)> wanted, CancellationToken ct)
    {
        var missing = wanted.Where(one => one.Version > 0 && !_rows.ContainsKey(one)).Distinct().ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var (keys, versions) = (missing.ConvertAll(one => one.Key).ToArray(), missing.ConvertAll(one => one.Version).ToArray());
        var rows = await db.Set<EntryVersionRow>()
            .FromSql($"select e.* from catalog_entries e join unnest({keys}, {versions}) as wanted (entry_key, version) using (entry_key, version)")
            .AsNoTracking().ToListAsync(ct);
        foreach (var row in rows)
        {
            _rows[(row.EntryKey, row.Version)] = row;
        }
    }

    /// <exception cref="JsonException">What is kept is no JSON.</exception>
    public JsonElement Presentation(string key, int version) => version == 0
        ? EntryParts.Presentation(file.Definitions[key])
        : JsonElement.Parse(_rows[(key, version)].Presentation!);

    /// <exception cref="JsonException">What is kept is no JSON.</exception>
    public JsonElement Definition(string key, int version) => version == 0
        ? EntryParts.Definition(file.Definitions[key])
        : JsonElement.Parse(_rows[(key, version)].Definition!);
}
