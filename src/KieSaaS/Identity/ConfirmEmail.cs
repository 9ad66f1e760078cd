using KieSaaS.Audit;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.AspNetCore.Identity;

namespace KieSaaS.Identity;

/// <summary>Takes the link from the mail: the address is its owner's, and the workspace is opened. Asking again with the same link is fine.</summary>
public sealed class ConfirmEmail(AppDbContext db, UserManager<User> users, OpenWorkspace open, TimeProvider clock)
{
    /// <summary>What the link carries.</summary>
    public sealed record Question(Guid UserId, string Token);

    /// <summary>The confirmed address.</summary>
    public sealed record Answer(string Email);

    /// <summary>Refuses a link that is used up, too old or not ours.</summary>
    public async Task<Result<Answer>> RunAsync(Question question, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockUser.ByIdAsync(db, question.UserId, ct);
        var user = await users.FindByIdAsync(question.UserId.ToString());
        if (user is null || !await users.VerifyUserTokenAsync(user, LinkTokens.Name, UserManager<User>.ConfirmEmailTokenPurpose, question.Token))
        {
            return Refusals.LinkNotValid;
        }

        if (!user.EmailConfirmed)
        {
            var (now, workspace) = (clock.GetUtcNow(), user.PendingWorkspace);
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
}
