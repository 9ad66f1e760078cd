using System.Security.Cryptography;
using KieSaaS.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Identity;

/// <summary>
/// Tries of a password. A try is counted before the password is looked at, so that a hundred tries at once get no more than the
/// allowed five; a success sets the count back.
/// </summary>
internal static class PasswordTries
{
    private static string? _decoyHash;

    /// <summary>False when the account rests, or is none: then the password does not count, right or wrong.</summary>
    public static async Task<bool> CountAsync(AppDbContext db, UserManager<User> users, Guid userId, DateTimeOffset now, CancellationToken ct)
    {
        var most = users.Options.Lockout.MaxFailedAccessAttempts;
        var until = now + users.Options.Lockout.DefaultLockoutTimeSpan;
        return await db.Database.ExecuteSqlAsync($"""
            update identity_users set
              access_failed_count = case when access_failed_count + 1 >= {most} then 0 else access_failed_count + 1 end,
              lockout_end = case when access_failed_count + 1 >= {most} then {until} else lockout_end end
            where id = {userId} and (lockout_end is null or lockout_end <= {now})
            """, ct) == 1;
    }

    /// <summary>Takes as long for nobody, who is compared with a decoy, as for a user.</summary>
    public static PasswordVerificationResult Verify(UserManager<User> users, User? user, string password)
    {
        // A password longer than any we accept is not worth hashing, whoever sends it.
        if (password.Length > PasswordRules.MostLength)
        {
            return PasswordVerificationResult.Failed;
        }

        var subject = user ?? new User();
        _decoyHash ??= users.PasswordHasher.HashPassword(subject, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
        return users.PasswordHasher.VerifyHashedPassword(subject, user?.PasswordHash ?? _decoyHash, password);
    }

    /// <summary>After a right password; a hash of an older strength is replaced by <paramref name="newHash"/>.</summary>
    public static Task SetBackAsync(AppDbContext db, User user, string? newHash, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        update identity_users set access_failed_count = 0, lockout_end = null, password_hash = coalesce({newHash}, password_hash)
        where id = {user.Id} and security_stamp = {user.SecurityStamp}
        """, ct);
}
