using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Identity;

/// <summary>The owner who has been there longest is whom a tenant's mail goes to.</summary>
internal sealed class FindContacts(AppDbContext db) : ITenantContacts
{
    public async Task<IReadOnlyDictionary<TenantId, TenantContact>> FindAsync(IReadOnlyCollection<TenantId> tenants, CancellationToken ct)
    {
        var owners = await db.Set<Member>().AcrossTenants().AsNoTracking().Where(member => tenants.Contains(member.TenantId) && member.Role == Role.Owner)
            .Join(db.Set<User>().Where(user => user.EmailConfirmed && user.Email != null), member => member.UserId, user => user.Id, (member, user) => new { member, user })
            .Join(db.Set<Tenant>().AcrossTenants(), row => row.member.TenantId, tenant => tenant.TenantId, (row, tenant) => new { row.member, row.user, tenant })
            .OrderBy(row => row.member.JoinedAt).ThenBy(row => row.user.Id)
            .Select(row => new { row.tenant.TenantId, row.tenant.Name, row.user.Email, row.user.Language })
            .ToListAsync(ct);
        return owners.GroupBy(owner => owner.TenantId).ToDictionary(of => of.Key, of => new TenantContact(of.First().Name, of.First().Email!, of.First().Language));
    }
}
