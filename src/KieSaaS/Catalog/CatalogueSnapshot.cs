using System.Collections.Frozen;
using System.Collections.Immutable;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>All entries as they are under one price book. Immutable.</summary>
internal sealed class CatalogueSnapshot
{
    private readonly FrozenDictionary<string, CatalogueEntry> _byName;

    /// <summary>Of two entries that use the same key or model the first counts: the other is left out.</summary>
    /// <param name="book">The price book whose definitions these are; 0 for a file's.</param>
    /// <param name="entries">In the order in which they came to be.</param>
    public CatalogueSnapshot(int book, IEnumerable<CatalogueEntry> entries)
    {
        var (all, byName) = (new List<CatalogueEntry>(), new Dictionary<string, CatalogueEntry>(StringComparer.Ordinal));
        foreach (var entry in entries)
        {
            if (byName.ContainsKey(entry.Key) || byName.ContainsKey(entry.Model))
            {
                continue;
            }

            (byName[entry.Key], byName[entry.Model]) = (entry, entry);
            all.Add(entry);
        }

        Book = book;
        All = [.. all.OrderBy(entry => entry.Order)];
        Entries = OfferedIn(Mode.Live);
        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public int Book { get; }

    /// <summary>In the order of the list that people see.</summary>
    public ImmutableArray<CatalogueEntry> All { get; }

    /// <summary>What is on sale in live mode.</summary>
    public ImmutableArray<CatalogueEntry> Entries { get; }

    public CatalogueEntry? Find(string keyOrModel) => _byName.GetValueOrDefault(keyOrModel);

    public ImmutableArray<CatalogueEntry> OfferedIn(Mode mode) => [.. All.Where(entry => entry.IsOfferedIn(mode))];
}
