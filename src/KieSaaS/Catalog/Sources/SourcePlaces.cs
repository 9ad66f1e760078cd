using KieSaaS.Kernel;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog.Sources;

/// <summary>How many files are fetched at once on this node, and for one tenant: nobody's slow servers keep everybody else waiting.</summary>
internal sealed class SourcePlaces(IOptions<SourceOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _all = new(options.Value.AtOnce);
    private readonly Dictionary<TenantId, int> _taken = [];
    private readonly Lock _lock = new();

    /// <summary>Waits for a place of the node; null when the tenant has as many as it may.</summary>
    public async Task<IDisposable?> TakeAsync(TenantId tenant, CancellationToken ct)
    {
        lock (_lock)
        {
            var taken = _taken.GetValueOrDefault(tenant);
            if (taken >= options.Value.PerTenant)
            {
                return null;
            }

            _taken[tenant] = taken + 1;
        }

        try
        {
            await _all.WaitAsync(ct);
            return new Place(this, tenant);
        }
        catch
        {
            Leave(tenant);
            throw;
        }
    }

    public void Dispose() => _all.Dispose();

    private void Leave(TenantId tenant)
    {
        lock (_lock)
        {
            if (--_taken[tenant] == 0)
            {
                _taken.Remove(tenant);
            }
        }
    }

    private sealed class Place(SourcePlaces places, TenantId tenant) : IDisposable
    {
        public void Dispose()
        {
            places._all.Release();
            places.Leave(tenant);
        }
    }
}
