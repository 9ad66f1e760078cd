using KieSaaS.Data;
using KieSaaS.Kernel;

namespace KieSaaS.Billing;

/// <summary>Tells open pages that an order of a tenant changed, so that they read it again.</summary>
public static class OrderSignal
{
    /// <summary>The topic; the argument is the tenant.</summary>
    public const string Topic = "order";

    internal static Task SendAsync(AppDbContext db, TenantId tenant, CancellationToken ct) => Signals.SendAsync(db, Topic, tenant.ToString(), ct);
}
