using KieSaaS.Data;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation.Bench;

/// <summary>Opens the platform's own workspace the first time a run needs it: wallets and counters, no member, no bonus.</summary>
internal sealed class OpenPlatformWorkspace(AppDbContext db, IEnumerable<IOnWorkspaceOpened> modules, TimeProvider clock)
{
    /// <summary>Joins the context's transaction, which holds off whoever comes at the same time.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"platform-workspace"}, 0))", ct);
        if (await db.Set<Tenant>().AcrossTenants().AnyAsync(tenant => tenant.TenantId == PlatformWorkspace.Id, ct))
        {
            return;
        }

        var workspace = new Tenant { TenantId = PlatformWorkspace.Id, Name = PlatformWorkspace.Name, CreatedAt = clock.GetUtcNow() };
        db.Add(workspace);
        await db.SaveChangesAsync(ct);
        foreach (var module in modules)
        {
            await module.PrepareAsync(workspace, ct);
        }
    }
}
