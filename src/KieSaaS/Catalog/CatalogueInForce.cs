using KieSaaS.Catalog.Store;
using KieSaaS.Data;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KieSaaS.Catalog;

/// <summary>
/// The entries as staff made them, by price book: a price is worked out from the definitions of its own book, whatever was published
/// meanwhile. Kept in memory until a signal says that something changed; asked anew each time while signals cannot arrive.
/// </summary>
public sealed partial class CatalogueInForce : IDisposable
{
    /// <summary>The topic of the signal that an entry was changed.</summary>
    public const string Topic = "catalogue";

    private const int MostBooks = 64;

    private readonly Catalogue _catalogue;
    private readonly IServiceScopeFactory _scopes;
    private readonly Signals _signals;
    private readonly TimeProvider _clock;
    private readonly ILogger<CatalogueInForce> _log;
    private readonly IDisposable[] _subscriptions;
    private readonly SemaphoreSlim _changed = new(0);
    private volatile Kept? _kept;
    private int _generation;

    /// <summary>Listens from now on.</summary>
    public CatalogueInForce(Catalogue catalogue, IServiceScopeFactory scopes, Signals signals, TimeProvider clock, ILogger<CatalogueInForce> log)
    {
        (_catalogue, _scopes, _signals, _clock, _log) = (catalogue, scopes, signals, clock, log);
        _subscriptions = [signals.Subscribe(Topic, _ => Forget()), signals.Subscribe(PricesInForce.Topic, _ => Forget())];
    }

    /// <summary>True while what <see cref="Catalogue"/> shows may be out of date.</summary>
    internal bool IsBehind => _kept is null || !_signals.IsListening;

    /// <summary>The entry with this key or upstream model id as it was defined under a price book; null when there is none such.</summary>
    public async ValueTask<CatalogueEntry?> FindAsync(string keyOrModel, int book, CancellationToken ct) => (await UnderAsync(book, ct)).Find(keyOrModel);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        _changed.Dispose();
    }

    /// <summary>All entries under a price book.</summary>
    internal ValueTask<CatalogueSnapshot> UnderAsync(int book, CancellationToken ct) =>
        _signals.IsListening && _kept?.Find(book) is { } snapshot ? ValueTask.FromResult(snapshot) : new ValueTask<CatalogueSnapshot>(ReadAsync(book, ct));

    /// <summary>Brings what <see cref="Catalogue"/> shows up to date. Does nothing before there is a price book.</summary>
    public Task RefreshAsync(CancellationToken ct) => ReadAsync(null, ct);

    /// <summary>Waits until something changed, at most for a while.</summary>
    internal Task ChangedAsync(TimeSpan atMost, CancellationToken ct) => _changed.WaitAsync(atMost, ct);

    private void Forget()
    {
        Interlocked.Increment(ref _generation);
        _kept = null;
        _changed.Release();
    }

    private async Task<CatalogueSnapshot> ReadAsync(int? asked, CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("read catalogue");
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var (versions, books) = (await db.Set<EntryVersionRow>().CountAsync(ct), await PriceBooks.TimesAsync(db, _clock.GetUtcNow(), ct));

        // Versions are only ever added, and a book's definitions never change: so many versions are always the same ones.
        var known = _kept is { } kept && kept.Versions == versions ? kept : new Kept(versions, []);
        var wanted = books.Select(book => book.Number).Concat(asked is { } one ? [one] : []).Where(number => known.Find(number) is null).Distinct().ToList();
        if (wanted.Count > 0)
        {
            known = await AddAsync(known, wanted, db, ct);
        }

        // A signal that came while we read means that these may be the entries before.
        if (generation == Volatile.Read(ref _generation))
        {
            Show(known, books);
        }

        return asked is { } number ? known.Find(number)! : _catalogue.Current;
    }

    private async Task<Kept> AddAsync(Kept known, List<int> books, AppDbContext db, CancellationToken ct)
    {
        var stored = await StoredEntries.ReadAsync(db, _catalogue.File, ct);
        var snapshots = new List<CatalogueSnapshot>(known.Snapshots.Length < MostBooks ? known.Snapshots : []);
        foreach (var book in books)
        {
            snapshots.Add(await stored.UnderAsync(book, ct));
        }

        foreach (var fault in stored.Faults.Distinct())
        {
            CannotBeUsed(fault.Key, fault.Reason);
        }

        return new Kept(known.Versions, [.. snapshots]);
    }

    private void Show(Kept known, List<PriceBooks.Time> books)
    {
        _kept = known;
        if (books.Count > 0 && books.TrueForAll(book => known.Find(book.Number) is not null))
        {
            _catalogue.Show([.. books.Select(book => new Dated<CatalogueSnapshot>(book.EffectiveAt, known.Find(book.Number)!))]);
        }
    }

    [LoggerMessage(LogLevel.Error, "The catalogue's entry {Key} cannot be used as it was changed, {Reason}. What was before it stays")]
    private partial void CannotBeUsed(string key, string reason);

    private sealed record Kept(int Versions, CatalogueSnapshot[] Snapshots)
    {
        public CatalogueSnapshot? Find(int book)
        {
            foreach (var snapshot in Snapshots)
            {
                if (snapshot.Book == book)
                {
                    return snapshot;
                }
            }

            return null;
        }
    }
}
