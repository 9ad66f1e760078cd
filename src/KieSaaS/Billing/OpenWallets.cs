using KieSaaS.Billing.Ledger;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.Extensions.Options;

namespace KieSaaS.Billing;

/// <summary>
/// A new workspace gets its two wallets, the welcome bonus and test credits, in the transaction that opens it. The platform's own gets the
/// wallets alone.
/// </summary>
internal sealed class OpenWallets(AppDbContext db, CreditLedger ledger, IOptions<BillingOptions> options, TimeProvider clock) : IOnWorkspaceOpened
{
    public async Task PrepareAsync(Tenant tenant, CancellationToken ct)
    {
        foreach (var mode in Enum.GetValues<Mode>())
        {
            db.Add(new Wallet { TenantId = tenant.TenantId, Mode = mode, LastPostedAt = tenant.CreatedAt });
        }

        await db.SaveChangesAsync(ct);
        if (tenant.TenantId == PlatformWorkspace.Id)
        {
            return;
        }

        var (welcome, days) = (options.Value.Welcome, options.Value.WelcomeDays);
        if (welcome.IsPositive)
        {
            await ledger.GrantAsync(
                new CreditGrant(tenant.TenantId, Mode.Live, LotKind.Bonus, welcome, "workspace:welcome", "Welcome bonus", days > 0 ? clock.GetUtcNow().AddDays(days) : null),
                ct);
        }

        if (options.Value.TestCredits > 0)
        {
            await ledger.GrantAsync(
                new CreditGrant(tenant.TenantId, Mode.Test, LotKind.Test, Credits.Of(options.Value.TestCredits), "workspace:test", "Test credits"), ct);
        }
    }
}
