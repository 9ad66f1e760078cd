using System.Collections.Concurrent;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Catalog;

/// <summary>In which currency each tenant sees what credits are worth, kept in memory until a signal says that one chose another.</summary>
public sealed class TenantCurrencies : IDisposable
{
    /// <summary>The topic of the signal that a tenant chose; the argument is the tenant.</summary>
    public const string Topic = "currency";

    private const int MostKept = 50_000;

    private readonly ConcurrentDictionary<TenantId, Currency> _known = new();
    private readonly IServiceScopeFactory _scopes;
    private readonly Signals _signals;
    private readonly IDisposable _subscription;
    private int _generation;

    /// <summary>Listens from now on.</summary>
    public TenantCurrencies(IServiceScopeFactory scopes, Signals signals)
    {
        (_scopes, _signals) = (scopes, signals);
        _subscription = signals.Subscribe(Topic, _ => Forget());
    }

    /// <summary>A tenant's currency; US dollars for one that is not there.</summary>
    public ValueTask<Currency> OfAsync(TenantId tenant, CancellationToken ct) =>
        _signals.IsListening && _known.TryGetValue(tenant, out var currency) ? ValueTask.FromResult(currency) : new ValueTask<Currency>(ReadAsync(tenant, ct));

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    // A choice is rare: everything is read again.
    private void Forget()
    {
        Interlocked.Increment(ref _generation);
        _known.Clear();
    }

    private async Task<Currency> ReadAsync(TenantId tenant, CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        var chosen = await _scopes.AskAsync(
            "read a currency", db => db.Set<Tenant>().AsNoTracking().Select(one => (Currency?)one.Currency).SingleOrDefaultAsync(ct), tenant);
        var currency = chosen ?? Currency.Usd;
        if (generation == Volatile.Read(ref _generation) && _known.Count < MostKept)
        {
            _known[tenant] = currency;
        }

        return currency;
    }
}
