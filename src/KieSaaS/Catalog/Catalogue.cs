using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using KieSaaS.Catalog.Definitions;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>All entries of a catalogue file, checked, found by our key or by the upstream's model id.</summary>
public sealed class Catalogue
{
    private const string StarterFile = "KieSaaS.Catalog.starter-catalogue.json";
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private readonly FrozenDictionary<string, CatalogueEntry> byName;

    private Catalogue(ImmutableArray<CatalogueEntry> entries, FrozenDictionary<string, CatalogueEntry> byName)
    {
        (All, this.byName) = (entries, byName);
        Entries = OfferedIn(Mode.Live);
    }

    /// <summary>What is on sale in live mode, in the order of the file.</summary>
    public ImmutableArray<CatalogueEntry> Entries { get; }

    /// <summary>Every entry, on sale or not, in the order of the file.</summary>
    public ImmutableArray<CatalogueEntry> All { get; }

    /// <summary>The entry with this key or this upstream model id, on sale or not; or null.</summary>
    public CatalogueEntry? Find(string keyOrModel) => byName.GetValueOrDefault(keyOrModel);

    /// <summary>What jobs of a mode may use, in the order of the file.</summary>
    public ImmutableArray<CatalogueEntry> OfferedIn(Mode mode) => [.. All.Where(entry => entry.IsOfferedIn(mode))];

    /// <summary>The catalogue that comes with the product.</summary>
    public static Catalogue LoadStarter()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream(StarterFile)
            ?? throw new InvalidOperationException($"The assembly has no {StarterFile}.");
        return Load(stream);
    }

    /// <summary>
    /// Reads and checks a catalogue file: keys are unique, schemas use known keywords only, prices are above zero and can come true,
    /// quantities have limits.
    /// </summary>
    /// <exception cref="InvalidDataException">Something is wrong; the message lists every entry at fault with the path and the reason.</exception>
    public static Catalogue Load(Stream stream)
    {
        try
        {
            using var document = JsonDocument.Parse(stream, Strict);
            return Read(document.RootElement);
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException("The catalogue file is not valid JSON: " + wrong.Message, wrong);
        }
    }

    private static Catalogue Read(JsonElement root)
    {
        var hints = root.GetProperty("hints").EnumerateObject().ToDictionary(
            hint => hint.Name,
            hint => new LocalizedText(hint.Value.GetProperty("en").GetString()!, hint.Value.GetProperty("ru").GetString()!),
            StringComparer.Ordinal);
        var read = root.GetProperty("entries").EnumerateArray().Select(entry => EntryReader.Read(entry, hints)).ToArray();
        var faults = read.Where(entry => !entry.Succeeded).Select(entry => entry.Refusal!.Message).ToList();
        var entries = read.Where(entry => entry.Succeeded).Select(entry => entry.Value!).ToImmutableArray();
        var names = entries
            .SelectMany(entry => new[] { entry.Key, entry.Model }.Distinct(StringComparer.Ordinal).Select(name => (name, entry)))
            .ToLookup(pair => pair.name, StringComparer.Ordinal);
        faults.AddRange(names.Where(same => same.Count() > 1).Select(same => $"{same.Key}: the key or model is used by more than one entry"));
        return faults.Count == 0
            ? new Catalogue(entries, names.ToFrozenDictionary(same => same.Key, same => same.Single().entry, StringComparer.Ordinal))
            : throw new InvalidDataException("The catalogue file is refused:\n" + string.Join('\n', faults));
    }
}
