using KieSaaS.Data;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Catalog;

/// <summary>
/// The price book that new quotes use. Kept in memory until a signal says that another was published, and read anew each time
/// while signals cannot arrive.
/// </summary>
public sealed class PricesInForce : IDisposable
{
    /// <summary>The topic of the signal that a book was published.</summary>
    public const string Topic = "prices";

    private readonly IServiceScopeFactory _scopes;
    private readonly Signals _signals;
    private readonly IDisposable _subscription;
    private volatile PriceBook? _book;
    private int _generation;

    /// <summary>Listens from now on.</summary>
    public PricesInForce(IServiceScopeFactory scopes, Signals signals)
    {
        (_scopes, _signals) = (scopes, signals);
        _subscription = signals.Subscribe(Topic, _ => Forget());
    }

    /// <summary>The book in force now.</summary>
    /// <exception cref="InvalidOperationException">No book was ever published.</exception>
    public ValueTask<PriceBook> GetAsync(CancellationToken ct) =>
        _book is { } book && _signals.IsListening ? ValueTask.FromResult(book) : new ValueTask<PriceBook>(ReadAsync(ct));

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    private void Forget()
    {
        Interlocked.Increment(ref _generation);
        _book = null;
    }

    private async Task<PriceBook> ReadAsync(CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("read prices");
        var row = await scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<PriceBookRow>().AsNoTracking()
            .OrderByDescending(book => book.Number).FirstOrDefaultAsync(ct)
            ?? throw new InvalidOperationException("No price book was published: run 'migrate'.");
        var read = PriceBookContent.Read(row.Number, row.Content);

        // A signal that came while we read means that this may be the book before.
        if (generation == Volatile.Read(ref _generation))
        {
            _book = read;
        }

        return read;
    }
}
