using KieSaaS.Data;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Catalog;

/// <summary>The exchange rates that staff set, kept in memory until a signal says that one was added; read anew while signals cannot arrive.</summary>
public sealed class ExchangeRates : IDisposable
{
    /// <summary>The topic of the signal that a rate was set.</summary>
    public const string Topic = "rates";

    private readonly UntilSignal<RateTable> _table;

    /// <summary>Listens from now on.</summary>
    public ExchangeRates(IServiceScopeFactory scopes, Signals signals) => _table = new UntilSignal<RateTable>(
        signals, Topic, async ct => new RateTable(await scopes.AskAsync("read exchange rates", db => ListExchangeRates.ReadAsync(db, ct))));

    /// <summary>All rates.</summary>
    public ValueTask<RateTable> GetAsync(CancellationToken ct) => _table.GetAsync(ct);

    /// <inheritdoc/>
    public void Dispose() => _table.Dispose();
}
