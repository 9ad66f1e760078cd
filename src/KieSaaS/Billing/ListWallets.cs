using KieSaaS.Billing.Ledger;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing;

/// <summary>Wallets of several tenants, for staff: asked on the platform's login.</summary>
public sealed class ListWallets(AppDbContext db)
{
    /// <summary>A wallet.</summary>
    public sealed record Line(TenantId Tenant, Mode Mode, Credits Balance, Credits Held, Credits Debt);

    /// <summary>Everything that tenants own in one mode.</summary>
    /// <param name="Balance">Credits outstanding, the held ones included.</param>
    /// <param name="Held">Set aside for running jobs.</param>
    /// <param name="Debt">Owed by tenants.</param>
    public sealed record Sum(Credits Balance, Credits Held, Credits Debt);

    /// <summary>Both wallets of each tenant that exists.</summary>
    public async Task<IReadOnlyList<Line>> RunAsync(IReadOnlyCollection<TenantId> tenants, CancellationToken ct) =>
        await db.Set<Wallet>().AcrossTenants().AsNoTracking().Where(w => tenants.Contains(w.TenantId))
            .Select(w => new Line(w.TenantId, w.Mode, w.Balance, w.Held, w.Debt)).ToListAsync(ct);

    /// <summary>The sums over all tenants; nobody is owed what the platform's own workspace has.</summary>
    public async Task<Sum> SumAsync(Mode mode, CancellationToken ct)
    {
        var sums = await db.Database.SqlQuery<Micros>($"""
            select coalesce(sum(balance), 0)::bigint as "Balance", coalesce(sum(held), 0)::bigint as "Held", coalesce(sum(debt), 0)::bigint as "Debt"
            from billing_wallets where mode = {mode.ToString()} and tenant_id <> {PlatformWorkspace.Id.Value}
            """).ToListAsync(ct);
        return new Sum(new Credits(sums[0].Balance), new Credits(sums[0].Held), new Credits(sums[0].Debt));
    }

    private sealed record Micros(long Balance, long Held, long Debt);
}
