using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Identity;

/// <summary>Who and what can act for a tenant: its members and its API keys in both modes. For staff: asked on the platform's login.</summary>
public sealed class ListTenantAccess(AppDbContext db)
{
    private const int MostKeys = 100, MostMembers = 200;

    /// <summary>A member.</summary>
    public sealed record Person(Guid UserId, string Email, Role Role, DateTimeOffset JoinedAt);

    /// <summary>A key; nobody sees its secret.</summary>
    public sealed record Key(
        Guid Id, string Name, Mode Mode, string Prefix, string LastFour, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

    /// <summary>Both lists: members by their date, keys newest first.</summary>
    public sealed record Answer(IReadOnlyList<Person> Members, IReadOnlyList<Key> Keys);

    /// <summary>Empty lists for an unknown tenant.</summary>
    public async Task<Answer> RunAsync(TenantId tenant, CancellationToken ct) => new(
        await db.Set<Member>().AcrossTenants().AsNoTracking().Where(m => m.TenantId == tenant)
            .Join(db.Set<User>(), m => m.UserId, u => u.Id, (m, u) => new { m, u.Email })
            .OrderBy(row => row.m.JoinedAt).Take(MostMembers)
            .Select(row => new Person(row.m.UserId, row.Email ?? "", row.m.Role, row.m.JoinedAt)).ToListAsync(ct),
        await db.Set<ApiKey>().AcrossTenants().AsNoTracking().Where(k => k.TenantId == tenant).OrderByDescending(k => k.CreatedAt).Take(MostKeys)
            .Select(k => new Key(k.Id, k.Name, k.Mode, k.Prefix, k.LastFour, k.CreatedBy, k.CreatedAt, k.LastUsedAt, k.RevokedAt)).ToListAsync(ct));
}
