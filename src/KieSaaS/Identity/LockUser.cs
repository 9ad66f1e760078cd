using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Identity;

/// <summary>Locks that keep two requests about one account apart, until the transaction ends.</summary>
internal static class LockUser
{
    /// <summary>For an address that may not have a row yet; locks the row as well when there is one.</summary>
    public static async Task ByAddressAsync(AppDbContext db, string normalizedEmail, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"identity:" + normalizedEmail}, 0))", ct);
        await db.Database.ExecuteSqlAsync($"select id from identity_users where normalized_email = {normalizedEmail} for update", ct);
    }

    /// <summary>For a known user: read it after this, so that what is read stays true.</summary>
    public static Task ByIdAsync(AppDbContext db, Guid userId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select id from identity_users where id = {userId} for update", ct);
}
