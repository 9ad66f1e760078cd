using System.Collections.Concurrent;
using KieSaaS.Data;
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
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<int, PriceBook> _former = new();
    private readonly UntilSignal<Dated<PriceBook>[]> _books;

    /// <summary>Listens from now on.</summary>
    public PricesInForce(IServiceScopeFactory scopes, Signals signals, TimeProvider clock) =>
        (_scopes, _clock, _books) = (scopes, clock, new UntilSignal<Dated<PriceBook>[]>(signals, Topic, ReadAsync));

    /// <summary>The book in force now.</summary>
    /// <exception cref="InvalidOperationException">No book was ever published.</exception>
    public ValueTask<PriceBook> GetAsync(CancellationToken ct)
    {
        var books = _books.GetAsync(ct);
        return books.IsCompletedSuccessfully ? ValueTask.FromResult(books.Result.InForce(_clock)) : WaitAsync(books);
    }

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
    public void Dispose() => _books.Dispose();

    private async ValueTask<PriceBook> WaitAsync(ValueTask<Dated<PriceBook>[]> books) => (await books).InForce(_clock);

    private async Task<Dated<PriceBook>[]> ReadAsync(CancellationToken ct)
    {
        var rows = await AskAsync(db => PriceBooks.FromInForceAsync(db, _clock.GetUtcNow(), ct));
        return rows.Count > 0
            ? [.. rows.Select(row => new Dated<PriceBook>(row.EffectiveAt, PriceBookContent.Read(row)))]
            : throw new InvalidOperationException("No price book was published: run 'migrate'.");
    }

    private Task<T> AskAsync<T>(Func<AppDbContext, Task<T>> question) => _scopes.AskAsync("read prices", question);
}
