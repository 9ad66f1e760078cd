using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Identity.Letters;
using KieSaaS.Kernel;
using KieSaaS.Work;
using Microsoft.AspNetCore.Identity;

namespace KieSaaS.Identity;

/// <summary>Sets a new password with the link from the mail. Every session ends, because the security stamp changes, and so does the link.</summary>
public sealed class ResetPassword(AppDbContext db, UserManager<User> users, TimeProvider clock)
{
    /// <summary>What the link carries and the form asks for.</summary>
    public sealed record Question(Guid UserId, string Token, string Password);

    /// <summary>Whose password it was.</summary>
    public sealed record Answer(string Email);

    /// <summary>Refuses a link that is used up, too old or not ours, and a password that breaks a rule.</summary>
    public async Task<Result<Answer>> RunAsync(Question question, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockUser.ByIdAsync(db, question.UserId, ct);
        var user = await users.FindByIdAsync(question.UserId.ToString());
        if (user is null)
        {
            return Refusals.LinkNotValid;
        }

        if (await users.ResetPasswordAsync(user, question.Token, question.Password) is { Succeeded: false } refused)
        {
            return Refusals.Of(refused);
        }

        var now = clock.GetUtcNow();
        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
        db.Audit(now, "password.reset", $"user {user.Id}", new { });
        db.Enqueue(new SendAccountLetter(user.Email!, AccountLetter.PasswordChanged), now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new Answer(user.Email!);
    }
}
