using System.Security.Cryptography;
using System.Text;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace KieSaaS.Catalog.Sources;

/// <summary>What was fetched lately, over all nodes. Each question is a scope of its own, so nothing is open while a file is on its way.</summary>
internal sealed class KeptSources(IServiceScopeFactory scopes, IOptions<SourceOptions> options, TimeProvider clock)
{
    public static string HashOf(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)));

    /// <summary>The last copy of an address that is young enough to stand for it.</summary>
    public Task<SourceRow?> FindAsync(TenantId tenant, string addressHash, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - options.Value.Reuse;
        return scopes.AskAsync(
            "find a source",
            db => db.Set<SourceRow>().AsNoTracking()
                .Where(row => row.AddressHash == addressHash && row.FetchedAt > since)
                .OrderByDescending(row => row.FetchedAt)
                .FirstOrDefaultAsync(ct),
            tenant);
    }

    public Task AddAsync(SourceRow row, CancellationToken ct) => scopes.AskAsync(
        "keep a source",
        db =>
        {
            db.Add(row);
            return db.SaveChangesAsync(ct);
        },
        row.TenantId);
}
