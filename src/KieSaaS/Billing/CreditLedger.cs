using KieSaaS.Billing.Ledger;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing;

/// <summary>Credits that come in.</summary>
/// <param name="Tenant">For whom.</param>
/// <param name="Mode">Live or test.</param>
/// <param name="Kind">Where they come from.</param>
/// <param name="Amount">How many; above zero.</param>
/// <param name="Cause">Counts once: "order:…", "workspace:…:welcome".</param>
/// <param name="Note">What people read on the ledger line.</param>
/// <param name="ExpiresAt">When they run out (UTC); null never.</param>
/// <param name="OrderId">The order that paid for them, if one did.</param>
public sealed record CreditGrant(
    TenantId Tenant, Mode Mode, LotKind Kind, Credits Amount, string Cause, string Note, DateTimeOffset? ExpiresAt = null, Guid? OrderId = null);

/// <summary>
/// Moves credits. Every method works inside the caller's transaction, locks the tenant's wallet first, and is harmless when
/// called again for the same cause or hold.
/// </summary>
public sealed class CreditLedger(AppDbContext db, TimeProvider clock)
{
    /// <summary>Adds a lot and its ledger line; a debt is repaid from it first.</summary>
    /// <returns>False when the cause had counted before, and nothing was changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not above zero.</exception>
    public async Task<bool> GrantAsync(CreditGrant grant, CancellationToken ct)
    {
        if (!grant.Amount.IsPositive)
        {
            throw new ArgumentOutOfRangeException(nameof(grant), grant.Amount, "A grant adds credits.");
        }

        var movement = await Movement.BeginAsync(db, grant.Tenant, grant.Mode, clock.GetUtcNow(), ct);
        if (await movement.HasCountedAsync(grant.Cause, ct))
        {
            return false;
        }

        var source = grant.Kind == LotKind.Purchased ? LedgerAccount.Bought : LedgerAccount.Granted;
        var repaid = Credits.Min(movement.Wallet.Debt, grant.Amount);
        var line = movement.Post(
            grant.Kind == LotKind.Purchased ? LedgerKind.Purchase : LedgerKind.Grant,
            grant.Cause,
            grant.Note,
            (LedgerAccount.Balance, grant.Amount - repaid),
            (LedgerAccount.Debt, repaid),
            (source, -grant.Amount));
        movement.AddLot(grant.Kind, line, grant.Amount, grant.Amount - repaid, grant.ExpiresAt, grant.OrderId);
        await SaveAsync(movement, ct);
        return true;
    }

    /// <summary>Takes a job's price from its hold, which ends; what was held beyond it is free again. What is free has no ledger line.</summary>
    /// <returns>False when the hold was closed before, and nothing was changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The price is above what was held, or not above zero although something was.</exception>
    public async Task<bool> CaptureAsync(Guid jobId, Credits price, string note, CancellationToken ct)
    {
        var (movement, hold) = await LockHoldAsync(jobId, ct);
        if (hold.State != HoldState.Open)
        {
            return false;
        }

        if (price > hold.Amount || price.IsNegative || price.IsPositive != hold.Amount.IsPositive)
        {
            throw new ArgumentOutOfRangeException(nameof(price), price, $"Job {jobId:n} holds {hold.Amount} credits.");
        }

        Close(movement, hold, HoldState.Captured, price);
        if (price.IsPositive)
        {
            await movement.TakeFromLotsAsync(price, ct);
            movement.Post(LedgerKind.Capture, CaptureCause.Of(jobId), note, (LedgerAccount.Balance, -price), (LedgerAccount.Spent, price));
        }

        if (price < hold.Amount)
        {
            await FreeAsync(movement, ct);
        }

        await SaveAsync(movement, ct);
        return true;
    }

    /// <summary>Gives a hold back: the job failed, was cancelled or ran out of time. Freed credits meet their debts and expiries.</summary>
    /// <returns>False when the hold was closed before, and nothing was changed.</returns>
    public async Task<bool> ReleaseAsync(Guid jobId, CancellationToken ct)
    {
        var (movement, hold) = await LockHoldAsync(jobId, ct);
        if (hold.State != HoldState.Open)
        {
            return false;
        }

        Close(movement, hold, HoldState.Released, Credits.Zero);
        await FreeAsync(movement, ct);
        await SaveAsync(movement, ct);
        return true;
    }

    /// <summary>Writes off what expired and no running job holds. Returns how much.</summary>
    public async Task<Credits> ExpireAsync(TenantId tenant, Mode mode, CancellationToken ct)
    {
        var movement = await Movement.BeginAsync(db, tenant, mode, clock.GetUtcNow(), ct);
        var expired = await movement.ExpireAsync(ct);
        await SaveAsync(movement, ct);
        return expired;
    }

    private async Task<(Movement Movement, Hold Hold)> LockHoldAsync(Guid jobId, CancellationToken ct)
    {
        var owner = await db.Set<Hold>().AcrossTenants().AsNoTracking().Where(h => h.JobId == jobId)
            .Select(h => new { h.TenantId, h.Mode }).SingleOrDefaultAsync(ct)
            ?? throw new InvalidOperationException($"Job {jobId:n} has no hold.");
        var movement = await Movement.BeginAsync(db, owner.TenantId, owner.Mode, clock.GetUtcNow(), ct);

        // Read under the wallet's lock: whoever closes a hold has it.
        var hold = await db.Set<Hold>().AcrossTenants().SingleAsync(h => h.JobId == jobId, ct);
        return (movement, hold);
    }

    private void Close(Movement movement, Hold hold, HoldState state, Credits captured)
    {
        movement.Wallet.Held -= hold.Amount;
        (hold.State, hold.Captured, hold.ClosedAt) = (state, captured, clock.GetUtcNow());
    }

    private static async Task FreeAsync(Movement movement, CancellationToken ct)
    {
        await movement.RepayDebtAsync(ct);
        await movement.ExpireAsync(ct);
    }

    private async Task SaveAsync(Movement movement, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await WalletSignal.SendAsync(db, movement.Wallet.TenantId, ct);
    }
}
