using System.Text.Json;
using KieSaaS.Catalog.Definitions;
using KieSaaS.Data;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog.Store;

/// <summary>
/// What an entry's newest version says and cannot be used any more, so that an earlier one stands in.
/// </summary>
internal sealed record EntryFault(string Key, string Reason);

/// <summary>Puts entries together from their versions. A broken one is reported and replaced by the version before it.</summary>
internal sealed class StoredEntries
{
    private readonly CatalogueFile _file;
    private readonly EntryDocuments _documents;

    private StoredEntries(CatalogueFile file, EntryVersions versions, EntryDocuments documents) => (_file, Versions, _documents) = (file, versions, documents);

    public EntryVersions Versions { get; }

    /// <summary>What could not be used in the snapshots that were asked for.</summary>
    public List<EntryFault> Faults { get; } = [];

    public static async Task<StoredEntries> ReadAsync(AppDbContext db, CatalogueFile file, CancellationToken ct) =>
        new(file, await EntryVersions.ReadAsync(db, ct), new EntryDocuments(db, file));

    /// <summary>All entries under a book.</summary>
    public Task<CatalogueSnapshot> UnderAsync(int book, CancellationToken ct) => SnapshotAsync(book, Versions.Definitions(book), ct);

    /// <summary>All entries as they would be under the next book, with these proposals.</summary>
    public Task<CatalogueSnapshot> WithAsync(IReadOnlyDictionary<string, int> proposals, CancellationToken ct)
    {
        var definitions = new Dictionary<string, int>(Versions.Definitions(Versions.NewestBook), StringComparer.Ordinal);
        foreach (var (key, version) in proposals)
        {
            definitions[key] = version;
        }

        return SnapshotAsync(Versions.NewestBook, definitions, ct);
    }

    /// <summary>Both halves of an entry as one.</summary>
    public async Task<JsonElement> DocumentAsync(string key, int presentation, int definition, CancellationToken ct)
    {
        await _documents.LoadAsync([(key, presentation), (key, definition)], ct);
        return EntryParts.Join(_documents.Presentation(key, presentation), _documents.Definition(key, definition));
    }

    /// <summary>What it takes and costs.</summary>
    public async Task<JsonElement> DefinitionAsync(string key, int version, CancellationToken ct)
    {
        await _documents.LoadAsync([(key, version)], ct);
        return _documents.Definition(key, version);
    }

    /// <summary>An entry as the change that made a version left it; null when there is no such version.</summary>
    public async Task<JsonElement?> AsOfAsync(string key, int version, CancellationToken ct) =>
        version >= 0 && version <= Versions.Newest(key) && (version > 0 || _file.Definitions.ContainsKey(key))
            ? await DocumentAsync(key, Versions.Presentations(key, version).FirstOrDefault(), Versions.Definitions(key, version).FirstOrDefault(), ct)
            : null;

    private async Task<CatalogueSnapshot> SnapshotAsync(int book, IReadOnlyDictionary<string, int> definitions, CancellationToken ct)
    {
        var changed = Versions.Keys.ToDictionary(key => key, key => (Presentation: Versions.Presentation(key), Definition: definitions.GetValueOrDefault(key)), StringComparer.Ordinal);
        await _documents.LoadAsync(changed.SelectMany(one => new[] { (one.Key, one.Value.Presentation), (one.Key, one.Value.Definition) }), ct);
        var entries = new List<CatalogueEntry>(_file.Entries.Length + changed.Count);
        foreach (var shipped in _file.Entries)
        {
            entries.Add(changed.TryGetValue(shipped.Key, out var at) ? await EntryAsync(shipped.Key, at.Presentation, at.Definition, ct) ?? shipped : shipped);
        }

        // What was added counts before what a later release of the product brings under the same model.
        var added = new List<CatalogueEntry>();
        foreach (var (key, at) in changed.Where(one => one.Value.Definition > 0 && !_file.Definitions.ContainsKey(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (await EntryAsync(key, at.Presentation, at.Definition, ct) is { } entry)
            {
                added.Add(entry);
            }
        }

        return new CatalogueSnapshot(book, [.. added, .. entries]);
    }

    private async Task<CatalogueEntry?> EntryAsync(string key, int presentation, int definition, CancellationToken ct)
    {
        if (Try(() => EntryParts.Join(_documents.Presentation(key, presentation), _documents.Definition(key, definition))) is { Succeeded: true } read)
        {
            return read.Value;
        }

        var (presentations, definitions) = (Versions.Presentations(key, presentation), Versions.ReleasedDefinitions(key, definition));
        var own = _file.Definitions.ContainsKey(key) ? new[] { 0 } : [];
        await _documents.LoadAsync(presentations.Concat(definitions).Select(version => (key, version)), ct);
        foreach (var version in definitions.Concat(own))
        {
            if (Sound(key, version, () => EntryParts.WithoutPresentation(_documents.Definition(key, version))) is null)
            {
                continue;
            }

            foreach (var shown in presentations.Concat(own))
            {
                if (Sound(key, shown, () => EntryParts.Join(_documents.Presentation(key, shown), _documents.Definition(key, version))) is { } entry)
                {
                    return entry;
                }
            }
        }

        return null;
    }

    private CatalogueEntry? Sound(string key, int version, Func<JsonElement> document)
    {
        var read = Try(document);
        if (!read.Succeeded)
        {
            Faults.Add(new EntryFault(key, FormattableString.Invariant($"version {version}: {read.Refusal.Message}")));
        }

        return read.Succeeded ? read.Value : null;
    }

    private Result<CatalogueEntry> Try(Func<JsonElement> document)
    {
        try
        {
            return EntryDocument.Read(document(), _file);
        }
        catch (JsonException wrong)
        {
            return new Refusal(RefusalKind.Invalid, "catalog.invalid-definition", "is not JSON: " + wrong.Message);
        }
    }
}
