using KieSaaS.Data;
using KieSaaS.Identity.Letters;
using KieSaaS.Kernel;
using KieSaaS.Work;

namespace KieSaaS.Identity;

/// <summary>Asks for a mail with a link to set a new password. Whether the address has an account is looked up later, by the work: this answer cannot tell.</summary>
public sealed class RequestPasswordReset(AppDbContext db, TimeProvider clock)
{
    /// <summary>A mail is on its way, if the address has an account.</summary>
    public sealed record Answer(string Email);

    /// <summary>Refuses what is not an address.</summary>
    public async Task<Result<Answer>> RunAsync(string email, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(email, out var address))
        {
            return Refusals.EmailInvalid;
        }

        db.Enqueue(new SendAccountLetter(address, AccountLetter.Reset), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return new Answer(address);
    }
}

/// <summary>Asks for the confirmation mail again. Tells as little as <see cref="RequestPasswordReset"/>.</summary>
public sealed class ResendConfirmation(AppDbContext db, TimeProvider clock)
{
    /// <summary>A mail is on its way, if the address has an account.</summary>
    public sealed record Answer(string Email);

    /// <summary>Refuses what is not an address.</summary>
    public async Task<Result<Answer>> RunAsync(string email, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(email, out var address))
        {
            return Refusals.EmailInvalid;
        }

        db.Enqueue(new SendAccountLetter(address, AccountLetter.Confirm), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return new Answer(address);
    }
}
