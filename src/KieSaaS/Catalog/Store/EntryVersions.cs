using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Catalog.Store;

/// <summary>Which version of which entry holds under which price book: numbers alone, without the documents.</summary>
internal sealed class EntryVersions
{
    private readonly Dictionary<string, List<Line>> _lines;
    private readonly Dictionary<int, List<EntryReleaseRow>> _releases;
    private readonly Dictionary<int, int?> _books;
    private readonly HashSet<(string Key, int Version)> _released;

    public EntryVersions(IEnumerable<Line> lines, IEnumerable<EntryReleaseRow> releases, IReadOnlyDictionary<int, int?> books)
    {
        _lines = lines.GroupBy(line => line.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.OrderByDescending(line => line.Version).ToList(), StringComparer.Ordinal);
        _releases = releases.GroupBy(release => release.BookNumber).ToDictionary(group => group.Key, group => group.ToList());
        _books = books.ToDictionary();
        _released = [.. _releases.Values.SelectMany(all => all).Select(release => (release.EntryKey, release.Version))];
    }

    /// <summary>One version of an entry, and which halves it has.</summary>
    internal sealed record Line(string Key, int Version, bool HasPresentation, bool HasDefinition);

    /// <summary>Entries that were changed or added.</summary>
    public IReadOnlyCollection<string> Keys => _lines.Keys;

    /// <summary>The newest book; 0 before there is one.</summary>
    public int NewestBook => _books.Keys.DefaultIfEmpty().Max();

    public static async Task<EntryVersions> ReadAsync(AppDbContext db, CancellationToken ct)
    {
        var lines = await db.Set<EntryVersionRow>().AsNoTracking()
            .Select(row => new Line(row.EntryKey, row.Version, row.Presentation != null, row.Definition != null)).ToListAsync(ct);
        var releases = await db.Set<EntryReleaseRow>().AsNoTracking().ToListAsync(ct);
        var books = await db.Set<PriceBookRow>().AsNoTracking().Select(book => new { book.Number, book.Restores }).ToDictionaryAsync(book => book.Number, book => book.Restores, ct);
        return new EntryVersions(lines, releases, books);
    }

    /// <summary>The newest version; 0 for what nobody changed.</summary>
    public int Newest(string key) => LinesOf(key) is [var line, ..] ? line.Version : 0;

    /// <summary>The version that says how it is shown.</summary>
    public int Presentation(string key) => LinesOf(key).FirstOrDefault(line => line.HasPresentation)?.Version ?? 0;

    /// <summary>
    /// The definitions of a book, other than version 0: what it released, and for the rest those of the book before it.
    /// A book that brings back another has that one's.
    /// </summary>
    public IReadOnlyDictionary<string, int> Definitions(int book)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        while (_books.TryGetValue(book, out var restores))
        {
            foreach (var release in restores is null ? _releases.GetValueOrDefault(book, []) : [])
            {
                found.TryAdd(release.EntryKey, release.Version);
            }

            book = restores ?? book - 1;
        }

        return found;
    }

    /// <summary>The definition that waits for a price book; null when none does.</summary>
    public int? Proposed(string key) => NewestDefinition(key) is > 0 and var newest && !_released.Contains((key, newest)) ? newest : null;

    /// <summary>Every definition that waits for a price book.</summary>
    public Dictionary<string, int> Proposals() =>
        Keys.Select(key => (Key: key, Version: Proposed(key))).Where(one => one.Version is not null).ToDictionary(one => one.Key, one => one.Version!.Value, StringComparer.Ordinal);

    /// <summary>The newest definition, in force or not.</summary>
    public int NewestDefinition(string key) => LinesOf(key).FirstOrDefault(line => line.HasDefinition)?.Version ?? 0;

    /// <summary>What says how it is shown, this version and those before it, the newest first.</summary>
    public List<int> Presentations(string key, int from) => [.. LinesOf(key).Where(line => line.HasPresentation && line.Version <= from).Select(line => line.Version)];

    /// <summary>What says what it takes and costs, in force or not, this version and those before it, the newest first.</summary>
    public List<int> Definitions(string key, int from) => [.. LinesOf(key).Where(line => line.HasDefinition && line.Version <= from).Select(line => line.Version)];

    /// <summary>This definition and those before it that were ever in force, the newest first.</summary>
    public List<int> ReleasedDefinitions(string key, int from) =>
        [.. LinesOf(key).Where(line => line.HasDefinition && (line.Version == from || (line.Version < from && _released.Contains((key, line.Version))))).Select(line => line.Version)];

    private List<Line> LinesOf(string key) => _lines.GetValueOrDefault(key, []);
}
