using System.Collections.Immutable;
using System.Text.Json;

namespace KieSaaS.Catalog.Definitions;

/// <summary>A catalogue file as it was read: version 0 of its entries, and what is said of a parameter wherever it appears.</summary>
/// <param name="Hints">By the parameter's name.</param>
/// <param name="Definitions">By the entry's key, as the file has them.</param>
/// <param name="Entries">The same, checked, in the order of the file.</param>
internal sealed record CatalogueFile(
    IReadOnlyDictionary<string, LocalizedText> Hints, IReadOnlyDictionary<string, JsonElement> Definitions, ImmutableArray<CatalogueEntry> Entries)
{
    /// <summary>Places between two entries of the file, so that others can be put there.</summary>
    public const int Step = 10;

    private readonly Dictionary<string, int> _places = Entries.ToDictionary(entry => entry.Key, entry => entry.Order, StringComparer.Ordinal);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>An entry's place in the list; null for one that the file does not have.</summary>
    public int? Place(string key) => _places.TryGetValue(key, out var place) ? place : null;

    /// <exception cref="InvalidDataException">Something is wrong; the message lists every entry at fault with the path and the reason.</exception>
    public static CatalogueFile Read(Stream stream)
    {
        try
        {
            using var document = JsonDocument.Parse(stream, Strict);
            return Read(document.RootElement.Clone());
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException("The catalogue file is not valid JSON: " + wrong.Message, wrong);
        }
    }

    private static CatalogueFile Read(JsonElement root)
    {
        var hints = root.GetProperty("hints").EnumerateObject().ToDictionary(
            hint => hint.Name,
            hint => new LocalizedText(hint.Value.GetProperty("en").GetString()!, hint.Value.GetProperty("ru").GetString()!),
            StringComparer.Ordinal);
        var read = root.GetProperty("entries").EnumerateArray()
            .Select((entry, index) => (Definition: entry, Entry: EntryReader.Read(entry, hints, (index + 1) * Step))).ToArray();
        var faults = read.Where(one => !one.Entry.Succeeded).Select(one => one.Entry.Refusal!.Message).ToList();
        var entries = read.Where(one => one.Entry.Succeeded).Select(one => one.Entry.Value!).ToImmutableArray();
        faults.AddRange(entries
            .SelectMany(entry => new[] { entry.Key, entry.Model }.Distinct(StringComparer.Ordinal))
            .CountBy(name => name, StringComparer.Ordinal)
            .Where(name => name.Value > 1)
            .Select(name => $"{name.Key}: the key or model is used by more than one entry"));
        return faults.Count == 0
            ? new CatalogueFile(hints, read.ToDictionary(one => one.Entry.Value!.Key, one => one.Definition, StringComparer.Ordinal), entries)
            : throw new InvalidDataException("The catalogue file is refused:\n" + string.Join('\n', faults));
    }
}
