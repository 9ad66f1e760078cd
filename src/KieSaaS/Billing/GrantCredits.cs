using KieSaaS.Audit;
using KieSaaS.Billing.Ledger;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing;

/// <summary>Staff give a tenant live credits. The request's id is the ledger's cause, so a form sent twice counts once.</summary>
public sealed class GrantCredits(AppDbContext db, CreditLedger ledger, TimeProvider clock)
{
    /// <summary>The most that one grant may give: more is a typing mistake.</summary>
    public static readonly Credits Most = Credits.Of(1_000_000);

    private const int LongestReason = 200;

    /// <summary>What to give.</summary>
    /// <param name="Tenant">To whom.</param>
    /// <param name="Amount">Credits as text with a decimal point and at most six decimals: "12.5".</param>
    /// <param name="Reason">Why: it stands on the tenant's ledger line and in the audit log.</param>
    /// <param name="RequestId">Made once per form or command; the same one again changes nothing.</param>
    public sealed record Command(TenantId Tenant, string? Amount, string? Reason, Guid RequestId);

    /// <summary>What a grant does, or did.</summary>
    /// <param name="Amount">Given.</param>
    /// <param name="Repaid">The part that repays a debt first.</param>
    /// <param name="BalanceAfter">The balance right after it.</param>
    /// <param name="IsRepeat">True when the request had counted before, and nothing was changed now.</param>
    public sealed record Effect(Credits Amount, Credits Repaid, Credits BalanceAfter, bool IsRepeat = false);

    /// <summary>What the grant would do, without doing it.</summary>
    public async Task<Result<Effect>> PreviewAsync(Command command, CancellationToken ct)
    {
        var amount = Check(command);
        if (!amount.Succeeded)
        {
            return amount.Refusal;
        }

        var wallet = await WalletOf(command.Tenant).AsNoTracking().SingleOrDefaultAsync(ct);
        if (wallet is null)
        {
            return UnknownTenant;
        }

        var repaid = Credits.Min(wallet.Debt, amount.Value);
        return new Effect(amount.Value, repaid, wallet.Balance + amount.Value - repaid);
    }

    /// <summary>Gives the credits in a transaction of its own.</summary>
    public async Task<Result<Effect>> RunAsync(Command command, CancellationToken ct)
    {
        var amount = Check(command);
        if (!amount.Succeeded)
        {
            return amount.Refusal;
        }

        if (!await WalletOf(command.Tenant).AnyAsync(ct))
        {
            return UnknownTenant;
        }

        var (cause, reason) = ($"grant:{command.RequestId:n}", command.Reason!.Trim());
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var isNew = await ledger.GrantAsync(new CreditGrant(command.Tenant, Mode.Live, LotKind.Goodwill, amount.Value, cause, reason), ct);
        var (line, lot) = await FindAsync(command.Tenant, cause, ct);
        if (!isNew)
        {
            return lot.Granted == amount.Value && line.Note == reason
                ? new Effect(lot.Granted, lot.Granted - line.Change, line.BalanceAfter, IsRepeat: true)
                : new Refusal(RefusalKind.Conflict, "billing.grant-used", "This request has given other credits already. Open the form anew.") { Field = "request" };
        }

        db.Audit(clock.GetUtcNow(), "credits.granted", line.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), new
        {
            amount = amount.Value.ToString(),
            balance = line.BalanceAfter.ToString(),
            reason,
        }, command.Tenant);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new Effect(lot.Granted, lot.Granted - line.Change, line.BalanceAfter);
    }

    private static Refusal UnknownTenant { get; } = new(RefusalKind.NotFound, "billing.unknown-tenant", "There is no such workspace.") { Field = "tenant" };

    private Result<Credits> Check(Command command)
    {
        if (!db.Actor.MayAsStaff(Right.MoveCredits))
        {
            return new Refusal(RefusalKind.Forbidden, "billing.may-not-move-credits", "Only staff with the role Operator or Finance can grant credits.");
        }

        if (!Credits.TryParse(command.Amount?.Trim(), out var amount))
        {
            return Invalid("amount", "billing.amount-not-a-number", "The amount must be a number of credits such as 12.5, with a point and at most six decimals.");
        }

        if (!amount.IsPositive)
        {
            return Invalid("amount", "billing.amount-not-positive", "The amount must be above zero.");
        }

        if (amount > Most)
        {
            return Invalid("amount", "billing.amount-too-large", $"The amount must be at most {Most} credits.");
        }

        if (command.Reason?.Trim() is not { Length: >= 3 and <= LongestReason })
        {
            return Invalid("reason", "billing.reason-missing", $"The reason must have 3 to {LongestReason} characters: the customer reads it on the ledger.");
        }

        return command.RequestId == Guid.Empty
            ? Invalid("request", "billing.request-missing", "The request needs an id. Open the form anew.")
            : amount;
    }

    private static Refusal Invalid(string field, string code, string message) => new(RefusalKind.Invalid, code, message) { Field = field };

    // The platform's own workspace gets what its runs need, and nothing by hand.
    private IQueryable<Wallet> WalletOf(TenantId tenant) =>
        db.Set<Wallet>().AcrossTenants().Where(w => w.TenantId == tenant && w.TenantId != PlatformWorkspace.Id && w.Mode == Mode.Live);

    private async Task<(LedgerTransaction Line, Lot Lot)> FindAsync(TenantId tenant, string cause, CancellationToken ct)
    {
        var line = await db.Set<LedgerTransaction>().AcrossTenants().AsNoTracking()
            .SingleAsync(t => t.TenantId == tenant && t.Mode == Mode.Live && t.Cause == cause, ct);
        return (line, await db.Set<Lot>().AcrossTenants().AsNoTracking().SingleAsync(l => l.TransactionId == line.Id, ct));
    }
}
