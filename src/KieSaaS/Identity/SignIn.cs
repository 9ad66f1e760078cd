using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Identity;

/// <summary>Checks a password. An unknown address walks the same way as a known one, with a decoy.</summary>
public sealed class SignIn(AppDbContext db, UserManager<User> users, FindMemberships memberships, TimeProvider clock)
{
    /// <summary>What the form asks for, and from where the request came, for the audit log.</summary>
    public sealed record Question(string Email, string Password, string? From = null);

    /// <summary>Who it is and where this person may go.</summary>
    public sealed record Answer(Guid UserId, string Email, string SecurityStamp, string Language, IReadOnlyList<Membership> Memberships, StaffRole? Staff);

    /// <summary>Refuses an unknown address, a wrong password and a locked account in the same words.</summary>
    public async Task<Result<Answer>> RunAsync(Question question, CancellationToken ct)
    {
        var normalized = users.NormalizeEmail(question.Email.Trim());
        var user = await db.Set<User>().AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, ct);
        var isCounted = await PasswordTries.CountAsync(db, users, user?.Id ?? Guid.Empty, clock.GetUtcNow(), ct);
        var verdict = PasswordTries.Verify(users, user, question.Password);
        if (user is null || !isCounted || verdict == PasswordVerificationResult.Failed)
        {
            await AuditAsync(user is not null && !isCounted ? "sign-in.locked" : "sign-in.failed", user, question.From, ct);
            return Refusals.SignInRefused;
        }

        var newHash = verdict == PasswordVerificationResult.SuccessRehashNeeded ? users.PasswordHasher.HashPassword(user, question.Password) : null;
        await PasswordTries.SetBackAsync(db, user, newHash, ct);
        if (!user.EmailConfirmed)
        {
            return Refusals.NotConfirmed;
        }

        await AuditAsync("sign-in.succeeded", user, question.From, ct);
        var staff = await db.Set<Staff>().AsNoTracking().Where(s => s.UserId == user.Id).Select(s => (StaffRole?)s.Role).SingleOrDefaultAsync(ct);
        return new Answer(user.Id, user.Email!, user.SecurityStamp!, user.Language, await memberships.RunAsync(user.Id, ct), staff);
    }

    private async Task AuditAsync(string action, User? user, string? from, CancellationToken ct)
    {
        // What was typed as an address is not kept: people type passwords into the wrong field.
        db.Audit(clock.GetUtcNow(), action, user is null ? "unknown address" : $"user {user.Id}", new { from });
        await db.SaveChangesAsync(ct);
    }
}
