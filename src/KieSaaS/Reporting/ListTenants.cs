using KieSaaS.Billing;
using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Reporting;

/// <summary>
/// All tenants with their credits and their work, newest first, a page at a time; the platform's own workspace is none of them and is
/// found by its identity alone. For staff: asked on the platform's login.
/// </summary>
public sealed class ListTenants(AppDbContext db, ListWallets wallets, ReadSales sales, TimeProvider clock)
{
    private const int PageSize = 50, Days = 30;

    /// <summary>What to show.</summary>
    /// <param name="Search">A part of the name, or the whole identity.</param>
    /// <param name="Status">Only in this state.</param>
    /// <param name="Before">Tenants opened before this one; null from the newest.</param>
    public sealed record Question(string? Search = null, TenantStatus? Status = null, Guid? Before = null);

    /// <summary>A tenant.</summary>
    /// <param name="Tenant">Name, state, when it was opened.</param>
    /// <param name="Live">The live wallet.</param>
    /// <param name="Test">The test wallet.</param>
    /// <param name="Month">Live jobs of the last 30 days.</param>
    public sealed record Line(Tenant Tenant, ListWallets.Line Live, ListWallets.Line Test, ReadSales.Sum Month);

    /// <summary>A page, and the tenant to ask the next one with; null at the end.</summary>
    public sealed record Page(IReadOnlyList<Line> Tenants, Guid? Next);

    /// <summary>Reads one page: three queries, however many tenants there are.</summary>
    public async Task<Page> RunAsync(Question question, CancellationToken ct)
    {
        var (search, status, before) = (question.Search?.Trim() ?? "", question.Status?.ToString(), question.Before);
        var tenants = await db.Set<Tenant>().FromSql($"""
            select * from identity_tenants
            where tenant_id <> {PlatformWorkspace.Id.Value} and (cast({before} as uuid) is null or tenant_id < {before})
              and (cast({status} as text) is null or status = {status})
              and ({search} = '' or strpos(lower(name), lower({search})) > 0 or tenant_id::text = lower({search}))
            order by tenant_id desc limit {PageSize + 1}
            """).AcrossTenants().AsNoTracking().ToListAsync(ct);
        var lines = await LinesAsync(tenants.Take(PageSize).ToList(), ct);
        return new Page(lines, tenants.Count > PageSize ? lines[^1].Tenant.TenantId.Value : null);
    }

    /// <summary>One tenant, or null.</summary>
    public async Task<Line?> FindAsync(TenantId id, CancellationToken ct)
    {
        var tenants = await db.Set<Tenant>().AcrossTenants().AsNoTracking().Where(tenant => tenant.TenantId == id).ToListAsync(ct);
        return (await LinesAsync(tenants, ct)).SingleOrDefault();
    }

    private async Task<List<Line>> LinesAsync(List<Tenant> tenants, CancellationToken ct)
    {
        var ids = tenants.ConvertAll(tenant => tenant.TenantId);
        var byTenant = (await wallets.RunAsync(ids, ct)).ToDictionary(wallet => (wallet.Tenant, wallet.Mode));
        var month = await sales.ByTenantAsync(ids, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1 - Days), ct);
        return tenants.ConvertAll(tenant => new Line(
            tenant,
            byTenant[(tenant.TenantId, Mode.Live)],
            byTenant[(tenant.TenantId, Mode.Test)],
            month.GetValueOrDefault(tenant.TenantId, ReadSales.Sum.None)));
    }
}
