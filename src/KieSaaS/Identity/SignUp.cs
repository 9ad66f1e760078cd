using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Identity.Letters;
using KieSaaS.Kernel;
using KieSaaS.Work;
using Microsoft.AspNetCore.Identity;

namespace KieSaaS.Identity;

/// <summary>
/// Makes an account that waits for its address to be confirmed. The answer is the same for an address that has an account;
/// what differs is the mail, and only the address's owner reads that.
/// </summary>
public sealed class SignUp(AppDbContext db, UserManager<User> users, TimeProvider clock)
{
    /// <summary>What the form asks for.</summary>
    /// <param name="Email">The address.</param>
    /// <param name="Password">10 to 128 characters.</param>
    /// <param name="Workspace">The name of the workspace to open, 1 to 80 characters.</param>
    /// <param name="Language">"en" or "ru"; anything else is English.</param>
    public sealed record Question(string Email, string Password, string Workspace, string Language);

    /// <summary>A mail is on its way.</summary>
    /// <param name="Email">To this address.</param>
    public sealed record Answer(string Email);

    /// <summary>Refuses a wrong address, workspace name or password by its field.</summary>
    public async Task<Result<Answer>> RunAsync(Question question, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(question.Email, out var email))
        {
            return Refusals.EmailInvalid;
        }

        var workspace = question.Workspace.Trim();
        if (workspace.Length is 0 or > 80 || workspace.Any(char.IsControl))
        {
            return Refusals.WorkspaceInvalid;
        }

        var draft = new User { UserName = email, Email = email, PendingWorkspace = workspace, Language = question.Language == "ru" ? "ru" : "en" };
        if (await RefusedPasswordAsync(draft, question.Password) is { } refusal)
        {
            return refusal;
        }

        // Hashed before the address is looked up: the slow part takes as long for a known address as for a new one.
        draft.PasswordHash = users.PasswordHasher.HashPassword(draft, question.Password);
        await SaveAsync(draft, email, ct);
        return new Answer(email);
    }

    private async Task SaveAsync(User draft, string email, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockUser.ByAddressAsync(db, users.NormalizeEmail(email), ct);
        var known = await users.FindByEmailAsync(email);
        if (known is null)
        {
            (draft.Id, draft.CreatedAt) = (Guid.CreateVersion7(now), now);
            Expect(await users.CreateAsync(draft));
            db.Audit(now, "account.signed-up", $"user {draft.Id}", new { draft.Language });
        }
        else if (!known.EmailConfirmed)
        {
            // Whoever asks last wins, and earlier links die with the stamp: nobody's password waits here for another to confirm it.
            (known.PasswordHash, known.PendingWorkspace, known.Language) = (draft.PasswordHash, draft.PendingWorkspace, draft.Language);

            // Tries of the password before are no tries of this one.
            (known.AccessFailedCount, known.LockoutEnd) = (0, null);
            Expect(await users.UpdateSecurityStampAsync(known));
        }

        db.Enqueue(new SendAccountLetter(email, AccountLetter.Confirm), now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<Refusal?> RefusedPasswordAsync(User draft, string password)
    {
        foreach (var validator in users.PasswordValidators)
        {
            if (await validator.ValidateAsync(users, draft, password) is { Succeeded: false } refused)
            {
                return Refusals.Of(refused);
            }
        }

        return null;
    }

    private static void Expect(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The account could not be saved: {result}");
        }
    }
}
