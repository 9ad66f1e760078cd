using System.Collections.Concurrent;
using KieSaaS.Data;
using KieSaaS.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Catalog;

/// <summary>
/// The price book that new quotes use. Kept in memory, with the scheduled ones after it, until a signal says that another was
/// published; each node changes to a scheduled one by its clock. Read anew each time while signals cannot arrive.
/// </summary>
public sealed class PricesInForce : IDisposable
{
    /// <summary>The topic of the signal that a book was published.</summary>
    public const string Topic = "prices";

    private const int MostFormer = 64;

    private readonly IServiceScopeFactory _scopes;
    private readonly Signals _signals;
    private readonly TimeProvider _clock;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<int, PriceBook> _former = new();
    private volatile Dated[]? _books;
    private int _generation;

    /// <summary>Listens from now on.</summary>
    public PricesInForce(IServiceScopeFactory scopes, Signals signals, TimeProvider clock)
    {
        (_scopes, _signals, _clock) = (scopes, signals, clock);
        _subscription = signals.Subscribe(Topic, _ => Forget());
    }

    /// <summary>The book in force now.</summary>
    /// <exception cref="InvalidOperationException">No book was ever published.</exception>
    public ValueTask<PriceBook> GetAsync(CancellationToken ct) =>
        _books is { } books && _signals.IsListening ? ValueTask.FromResult(InForce(books)) : new ValueTask<PriceBook>(ReadAsync(ct));

    /// <summary>Any published book by its number: a promise of a price outlives the book in force. Null when there is none such.</summary>
    public async ValueTask<PriceBook?> FindAsync(int number, CancellationToken ct)
    {
        if (_former.TryGetValue(number, out var known))
        {
            return known;
        }

        var row = await AskAsync(db => PriceBooks.FindAsync(db, number, ct));
        if (row is null)
        {
            return null;
        }

        if (_former.Count >= MostFormer)
        {
            _former.Clear();
        }

        return _former.GetOrAdd(number, PriceBookContent.Read(row));
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    private void Forget()
    {
        Interlocked.Increment(ref _generation);
        _books = null;
    }

    private async Task<PriceBook> ReadAsync(CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        var rows = await AskAsync(db => PriceBooks.FromInForceAsync(db, _clock.GetUtcNow(), ct));
        if (rows.Count == 0)
        {
            throw new InvalidOperationException("No price book was published: run 'migrate'.");
        }

        var read = rows.ConvertAll(row => new Dated(row.EffectiveAt, PriceBookContent.Read(row))).ToArray();

        // A signal that came while we read means that these may be the books before.
        if (generation == Volatile.Read(ref _generation))
        {
            _books = read;
        }

        return InForce(read);
    }

    // In the order of their numbers; the first one's time had come when they were read.
    private PriceBook InForce(Dated[] books)
    {
        if (books.Length > 1)
        {
            var now = _clock.GetUtcNow();
            for (var last = books.Length - 1; last > 0; last--)
            {
                if (books[last].From <= now)
                {
                    return books[last].Book;
                }
            }
        }

        return books[0].Book;
    }

    private async Task<T> AskAsync<T>(Func<AppDbContext, Task<T>> question)
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("read prices");
        return await question(scope.ServiceProvider.GetRequiredService<AppDbContext>());
    }

    private sealed record Dated(DateTimeOffset From, PriceBook Book);
}
