using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.AspNetCore.Identity;

namespace KieSaaS.Identity;

/// <summary>Opens a workspace for an owner who did not sign up, with a new account if there is none: for the operator's command line.</summary>
public sealed class AddTenant(AppDbContext db, UserManager<User> users, OpenWorkspace open, TimeProvider clock)
{
    /// <summary>Which workspace for whom.</summary>
    public sealed record Question(string Name, string Email);

    /// <summary>What was opened.</summary>
    /// <param name="Tenant">The workspace.</param>
    /// <param name="OwnerId">Its owner.</param>
    /// <param name="Password">The first password; null when the account was there before.</param>
    public sealed record Answer(TenantId Tenant, Guid OwnerId, string? Password);

    /// <summary>Refuses a wrong name or address, and an account that still waits for its confirmation.</summary>
    public async Task<Result<Answer>> RunAsync(Question question, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(question.Email, out var email))
        {
            return Refusals.EmailInvalid;
        }

        if (question.Name.Trim() is not { Length: > 0 and <= 80 } name || name.Any(char.IsControl))
        {
            return Refusals.WorkspaceInvalid;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockUser.ByAddressAsync(db, users.NormalizeEmail(email), ct);
        var (user, password) = (await users.FindByEmailAsync(email), (string?)null);
        if (user is null)
        {
            (user, password) = await AddUser.RunAsync(users, unconfirmed: null, email, clock.GetUtcNow());
        }
        else if (!user.EmailConfirmed)
        {
            return new Refusal(RefusalKind.Conflict, "identity.not-confirmed", "This address signed up and has not confirmed it yet.") { Field = "email" };
        }

        var tenant = await open.RunAsync(new OpenWorkspace.Question(user.Id, name, user.Language), ct);
        await transaction.CommitAsync(ct);
        return new Answer(tenant, user.Id, password);
    }
}
