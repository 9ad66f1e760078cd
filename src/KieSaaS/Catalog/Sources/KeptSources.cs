using System.Security.Cryptography;
using System.Text;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog.Sources;

/// <summary>What was fetched lately, over all nodes. Each question is a scope of its own, so nothing is open while a file is on its way.</summary>
internal sealed class KeptSources(IServiceScopeFactory scopes, IOptions<SourceOptions> options, TimeProvider clock)
{
    public static string HashOf(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)));

    /// <summary>The last copy of an address that is young enough to stand for it.</summary>
    public async Task<SourceRow?> FindAsync(TenantId tenant, string addressHash, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - options.Value.Reuse;
        await using var scope = Open(tenant);
        return await scope.ServiceProvider.GetRequiredService<AppDbContext>().Set<SourceRow>().AsNoTracking()
            .Where(row => row.AddressHash == addressHash && row.FetchedAt > since)
            .OrderByDescending(row => row.FetchedAt)
            .FirstOrDefaultAsync(ct);
    }

    public async Task AddAsync(SourceRow row, CancellationToken ct)
    {
        await using var scope = Open(row.TenantId);
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        db.Add(row);
        await db.SaveChangesAsync(ct);
    }

    private AsyncServiceScope Open(TenantId tenant)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomePlatform("keep a source", tenant);
        return scope;
    }
}
