using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Identity;

/// <summary>The keys of the scope's tenant and mode: the active ones, newest first, then the revoked; 200 in all.</summary>
public sealed class ListApiKeys(AppDbContext db, Actor actor)
{
    /// <summary>A key as people see it; nobody sees its secret again.</summary>
    public sealed record Item(
        Guid Id, string Name, string Prefix, string LastFour, Mode Mode, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

    /// <summary>Refuses a role without keys.</summary>
    public async Task<Result<IReadOnlyList<Item>>> RunAsync(CancellationToken ct)
    {
        if (!actor.May(Right.ManageKeys))
        {
            return Refusals.MayNotManageKeys;
        }

        var keys = db.Set<ApiKey>().OrderBy(k => k.RevokedAt != null).ThenByDescending(k => k.CreatedAt).Take(CreateApiKey.MostActive + 100);
        return await Rows(keys).ToListAsync(ct);
    }

    /// <summary>One key, or a refusal that does not tell another tenant's from none.</summary>
    public async Task<Result<Item>> FindAsync(Guid keyId, CancellationToken ct)
    {
        if (!actor.May(Right.ManageKeys))
        {
            return Refusals.MayNotManageKeys;
        }

        return await Rows(db.Set<ApiKey>().Where(k => k.Id == keyId)).SingleOrDefaultAsync(ct) is { } key ? key : Refusals.KeyNotFound;
    }

    private static IQueryable<Item> Rows(IQueryable<ApiKey> keys) => keys.AsNoTracking()
        .Select(k => new Item(k.Id, k.Name, k.Prefix, k.LastFour, k.Mode, k.CreatedAt, k.CreatedBy, k.LastUsedAt, k.RevokedAt));
}
