using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.AspNetCore.Identity;

namespace KieSaaS.Identity;

/// <summary>
/// Takes the link from the mail and the password of the sign-up: the address is its owner's, and the workspace is opened. The link
/// alone would let a stranger who signed up with somebody's address have his password confirmed by its owner. Asking again with
/// the same link is fine.
/// </summary>
public sealed class ConfirmEmail(AppDbContext db, UserManager<User> users, OpenWorkspace open, TimeProvider clock)
{
    /// <summary>What the link carries and the form asks for.</summary>
    public sealed record Question(Guid UserId, string Token, string Password);

    /// <summary>The confirmed address.</summary>
    public sealed record Answer(string Email);

    /// <summary>Refuses a link that is used up, too old or not ours, and a password that is not the account's or was tried too often.</summary>
    public async Task<Result<Answer>> RunAsync(Question question, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockUser.ByIdAsync(db, question.UserId, ct);
        var user = await users.FindByIdAsync(question.UserId.ToString());
        if (user is null || !await users.VerifyUserTokenAsync(user, LinkTokens.Name, UserManager<User>.ConfirmEmailTokenPurpose, question.Token))
        {
            return Refusals.LinkNotValid;
        }

        var now = clock.GetUtcNow();
        if (!await IsTheirPasswordAsync(user, question.Password, now, ct))
        {
            db.Audit(now, "account.confirm-failed", $"user {user.Id}", new { });
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return Refusals.ConfirmRefused;
        }

        if (!user.EmailConfirmed)
        {
            var workspace = user.PendingWorkspace;
            (user.EmailConfirmed, user.PendingWorkspace) = (true, null);
            db.Audit(now, "account.confirmed", $"user {user.Id}", new { });
            await db.SaveChangesAsync(ct);
            if (workspace is not null)
            {
                await open.RunAsync(new OpenWorkspace.Question(user.Id, workspace, user.Language), ct);
            }
        }

        await transaction.CommitAsync(ct);
        return new Answer(user.Email!);
    }

    private async Task<bool> IsTheirPasswordAsync(User user, string password, DateTimeOffset now, CancellationToken ct)
    {
        var isCounted = await PasswordTries.CountAsync(db, users, user.Id, now, ct);
        if (PasswordTries.Verify(users, user, password) == PasswordVerificationResult.Failed || !isCounted)
        {
            return false;
        }

        await PasswordTries.SetBackAsync(db, user, newHash: null, ct);
        return true;
    }
}
