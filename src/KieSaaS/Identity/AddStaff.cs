using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace KieSaaS.Identity;

/// <summary>Gives a person a role of the platform, with a new account if there is none: for the operator's command line.</summary>
public sealed class AddStaff(AppDbContext db, UserManager<User> users, TimeProvider clock)
{
    /// <summary>Who becomes what.</summary>
    public sealed record Question(string Email, StaffRole Role);

    /// <summary>The account.</summary>
    /// <param name="UserId">Its identity.</param>
    /// <param name="Password">The first password; null when the account was there before.</param>
    public sealed record Answer(Guid UserId, string? Password);

    /// <summary>Refuses what is not an address. A person who has a role already gets the new one.</summary>
    public async Task<Result<Answer>> RunAsync(Question question, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(question.Email, out var email))
        {
            return Refusals.EmailInvalid;
        }

        var (now, password) = (clock.GetUtcNow(), (string?)null);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockUser.ByAddressAsync(db, users.NormalizeEmail(email), ct);
        var user = await users.FindByEmailAsync(email);
        if (user is not { EmailConfirmed: true })
        {
            (user, password) = await AddUser.RunAsync(users, user, email, now);
        }

        if (await db.Set<Staff>().FindAsync([user.Id], ct) is { } staff)
        {
            staff.Role = question.Role;
        }
        else
        {
            db.Add(new Staff { UserId = user.Id, Role = question.Role, AddedAt = now });
        }

        db.Audit(now, "staff.added", $"user {user.Id}", new { Role = question.Role.ToString() });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new Answer(user.Id, password);
    }
}
