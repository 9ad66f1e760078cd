using System.Security.Cryptography;
using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Identity;

/// <summary>
/// Checks a password. A try is counted before the password is looked at, so that a hundred tries at once get no more than
/// the allowed five; a success sets the count back. An unknown address walks the same way with a decoy.
/// </summary>
public sealed class SignIn(AppDbContext db, UserManager<User> users, FindMemberships memberships, TimeProvider clock)
{
    private static string? _decoyHash;

    /// <summary>What the form asks for, and from where the request came, for the audit log.</summary>
    public sealed record Question(string Email, string Password, string? From = null);

    /// <summary>Who it is and where this person may go.</summary>
    public sealed record Answer(Guid UserId, string Email, string SecurityStamp, string Language, IReadOnlyList<Membership> Memberships, StaffRole? Staff);

    /// <summary>Refuses an unknown address, a wrong password and a locked account in the same words.</summary>
    public async Task<Result<Answer>> RunAsync(Question question, CancellationToken ct)
    {
        var normalized = users.NormalizeEmail(question.Email.Trim());
        var user = await db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
        var isCounted = await CountTryAsync(user?.Id ?? Guid.Empty, ct);
        var verdict = Verify(user, question.Password);
        if (user is null || !isCounted || verdict == PasswordVerificationResult.Failed)
        {
            await AuditAsync(user is not null && !isCounted ? "sign-in.locked" : "sign-in.failed", user, question.From, ct);
            return Refusals.SignInRefused;
        }

        await SetBackAsync(user, verdict == PasswordVerificationResult.SuccessRehashNeeded ? users.PasswordHasher.HashPassword(user, question.Password) : null, ct);
        if (!user.EmailConfirmed)
        {
            return Refusals.NotConfirmed;
        }

        await AuditAsync("sign-in.succeeded", user, question.From, ct);
        var staff = await db.Set<Staff>().AsNoTracking().Where(s => s.UserId == user.Id).Select(s => (StaffRole?)s.Role).SingleOrDefaultAsync(ct);
        return new Answer(user.Id, user.Email!, user.SecurityStamp!, user.Language, await memberships.RunAsync(user.Id, ct), staff);
    }

    private async Task<bool> CountTryAsync(Guid userId, CancellationToken ct)
    {
        var (now, most) = (clock.GetUtcNow(), users.Options.Lockout.MaxFailedAccessAttempts);
        var until = now + users.Options.Lockout.DefaultLockoutTimeSpan;
        return await db.Database.ExecuteSqlAsync($"""
            update identity_users set
              access_failed_count = case when access_failed_count + 1 >= {most} then 0 else access_failed_count + 1 end,
              lockout_end = case when access_failed_count + 1 >= {most} then {until} else lockout_end end
            where id = {userId} and (lockout_end is null or lockout_end <= {now})
            """, ct) == 1;
    }

    private Task SetBackAsync(User user, string? newHash, CancellationToken ct) => db.Database.ExecuteSqlAsync($"""
        update identity_users set access_failed_count = 0, lockout_end = null, password_hash = coalesce({newHash}, password_hash)
        where id = {user.Id} and security_stamp = {user.SecurityStamp}
        """, ct);

    private PasswordVerificationResult Verify(User? user, string password)
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

    private async Task AuditAsync(string action, User? user, string? from, CancellationToken ct)
    {
        // What was typed as an address is not kept: people type passwords into the wrong field.
        db.Audit(clock.GetUtcNow(), action, user is null ? "unknown address" : $"user {user.Id}", new { from });
        await db.SaveChangesAsync(ct);
    }
}
