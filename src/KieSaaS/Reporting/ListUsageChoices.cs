using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Reporting;

/// <summary>What the current tenant can filter its usage by: the models it used and the API keys it made.</summary>
public sealed class ListUsageChoices(AppDbContext db, Catalogue catalogue)
{
    /// <summary>A model that was used.</summary>
    public sealed record Model(string EntryKey, string Name);

    /// <summary>An API key, revoked ones too.</summary>
    public sealed record Key(Guid Id, string Name, string LastFour);

    /// <summary>The choices, by name.</summary>
    public sealed record Answer(IReadOnlyList<Model> Models, IReadOnlyList<Key> Keys)
    {
        /// <summary>What people call a model; its key when it is no longer known.</summary>
        public string NameOf(string entryKey) => Models.FirstOrDefault(model => model.EntryKey == entryKey)?.Name ?? entryKey;
    }

    /// <summary>Reads them.</summary>
    public async Task<Answer> RunAsync(CancellationToken ct)
    {
        var entries = await db.Set<UsageDay>().AsNoTracking().Select(day => day.EntryKey).Distinct().ToListAsync(ct);
        var keys = await db.Set<ApiKey>().AsNoTracking().OrderBy(key => key.Name).Select(key => new Key(key.Id, key.Name, key.LastFour)).ToListAsync(ct);
        return new Answer(
            [.. entries.Select(entry => new Model(entry, catalogue.Find(entry)?.Name ?? entry)).OrderBy(model => model.Name, StringComparer.OrdinalIgnoreCase)],
            keys);
    }
}
