using KieSaaS.Data;
using KieSaaS.Kernel;

namespace KieSaaS.Billing;

/// <summary>Tells open pages that a tenant's credits changed, so that they read them again.</summary>
public static class WalletSignal
{
    /// <summary>The topic; the argument is the tenant.</summary>
    public const string Topic = "wallet";

    internal static Task SendAsync(AppDbContext db, TenantId tenant, CancellationToken ct) => Signals.SendAsync(db, Topic, tenant.ToString(), ct);
}
