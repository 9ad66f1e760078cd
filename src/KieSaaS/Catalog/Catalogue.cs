using System.Collections.Immutable;
using KieSaaS.Catalog.Definitions;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog;

/// <summary>
/// All entries, checked, found by our key or by the upstream's model id: those of a catalogue file, and where
/// <see cref="CatalogueInForce"/> keeps it up, what staff made of them. Reading it never waits.
/// </summary>
public sealed class Catalogue
{
    private const string StarterFile = "KieSaaS.Catalog.starter-catalogue.json";

    // It never changes while the program runs, and reading it is most of the work.
    private static readonly Lazy<CatalogueFile> Starter = new(ReadStarter);

    private readonly TimeProvider _clock;
    private volatile Dated<CatalogueSnapshot>[] _snapshots;

    private Catalogue(CatalogueFile file, TimeProvider clock) =>
        (File, _clock, _snapshots) = (file, clock, [new(DateTimeOffset.MinValue, new CatalogueSnapshot(0, file.Entries))]);

    /// <summary>What is on sale in live mode, in the order of the list.</summary>
    public ImmutableArray<CatalogueEntry> Entries => Current.Entries;

    /// <summary>Every entry, on sale or not, in the order of the list.</summary>
    public ImmutableArray<CatalogueEntry> All => Current.All;

    /// <summary>Version 0 of all entries.</summary>
    internal CatalogueFile File { get; }

    /// <summary>The entries as they are now.</summary>
    internal CatalogueSnapshot Current => _snapshots.InForce(_clock);

    /// <summary>The entry with this key or this upstream model id, on sale or not; or null.</summary>
    public CatalogueEntry? Find(string keyOrModel) => Current.Find(keyOrModel);

    /// <summary>What jobs of a mode may use, in the order of the list.</summary>
    public ImmutableArray<CatalogueEntry> OfferedIn(Mode mode) => Current.OfferedIn(mode);

    /// <summary>The catalogue that comes with the product.</summary>
    public static Catalogue LoadStarter() => LoadStarter(TimeProvider.System);

    /// <summary>
    /// Reads and checks a catalogue file: keys are unique, schemas use known keywords only, prices are above zero and can come true,
    /// quantities have limits.
    /// </summary>
    /// <exception cref="InvalidDataException">Something is wrong; the message lists every entry at fault with the path and the reason.</exception>
    public static Catalogue Load(Stream stream) => new(CatalogueFile.Read(stream), TimeProvider.System);

    internal static Catalogue LoadStarter(TimeProvider clock) => new(Starter.Value, clock);

    /// <summary>Puts others in place: the first is in force, those after it wait for their time, in the order of their books.</summary>
    internal void Show(Dated<CatalogueSnapshot>[] snapshots) => _snapshots = snapshots;

    private static CatalogueFile ReadStarter()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream(StarterFile)
            ?? throw new InvalidOperationException($"The assembly has no {StarterFile}.");
        return CatalogueFile.Read(stream);
    }
}
