using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Identity;

/// <summary>A workspace somebody belongs to.</summary>
public sealed record Membership(TenantId Tenant, string Workspace, Role Role, TenantStatus Status);

/// <summary>The workspaces of one person, by name. Asked on the platform's login: which tenant it is about is not known yet.</summary>
public sealed class FindMemberships(AppDbContext db)
{
    /// <summary>Empty for a person who belongs to none.</summary>
    public async Task<IReadOnlyList<Membership>> RunAsync(Guid userId, CancellationToken ct) =>
        await db.Set<Member>().AcrossTenants().AsNoTracking().Where(m => m.UserId == userId)
            .Join(db.Set<Tenant>().AcrossTenants(), m => m.TenantId, t => t.TenantId, (m, t) => new { m, t })
            .OrderBy(row => row.t.Name).ThenBy(row => row.t.CreatedAt)
            .Select(row => new Membership(row.t.TenantId, row.t.Name, row.m.Role, row.t.Status)).ToListAsync(ct);
}
