using KieSaaS.Data;
using KieSaaS.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Catalog;

/// <summary>The exchange rates that staff set, kept in memory until a signal says that one was added; read anew while signals cannot arrive.</summary>
public sealed class ExchangeRates : IDisposable
{
    /// <summary>The topic of the signal that a rate was set.</summary>
    public const string Topic = "rates";

    private readonly IServiceScopeFactory _scopes;
    private readonly Signals _signals;
    private readonly IDisposable _subscription;
    private volatile RateTable? _table;
    private int _generation;

    /// <summary>Listens from now on.</summary>
    public ExchangeRates(IServiceScopeFactory scopes, Signals signals)
    {
        (_scopes, _signals) = (scopes, signals);
        _subscription = signals.Subscribe(Topic, _ => Forget());
    }

    /// <summary>All rates.</summary>
    public ValueTask<RateTable> GetAsync(CancellationToken ct) =>
        _table is { } table && _signals.IsListening ? ValueTask.FromResult(table) : new ValueTask<RateTable>(ReadAsync(ct));

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    private void Forget()
    {
        Interlocked.Increment(ref _generation);
        _table = null;
    }

    private async Task<RateTable> ReadAsync(CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("read exchange rates");
        var table = new RateTable(await ListExchangeRates.ReadAsync(scope.ServiceProvider.GetRequiredService<AppDbContext>(), ct));

        // A signal that came while we read means that these may be the rates before.
        if (generation == Volatile.Read(ref _generation))
        {
            _table = table;
        }

        return table;
    }
}
