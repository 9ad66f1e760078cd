using KieSaaS.Data;
using KieSaaS.Kernel;

namespace KieSaaS.Generation;

/// <summary>Tells open pages that a tenant's jobs moved, so that they read them again.</summary>
public static class JobSignal
{
    /// <summary>The topic; the argument is the tenant.</summary>
    public const string Topic = "jobs";

    internal static Task SendAsync(AppDbContext db, TenantId tenant, CancellationToken ct) => Signals.SendAsync(db, Topic, tenant.ToString(), ct);
}
