using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing.Ledger;

/// <summary>
/// A wallet under its lock, and the only hand that writes ledger lines. Lives inside the caller's transaction: what it writes
/// is kept or lost with the rest.
/// </summary>
internal sealed class Movement
{
    private readonly AppDbContext _db;
    private readonly DateTimeOffset _now;

    private Movement(AppDbContext db, Wallet wallet, DateTimeOffset now) => (_db, Wallet, _now) = (db, wallet, now);

    public Wallet Wallet { get; }

    /// <summary>Waits for the wallet's lock and reads it as it is then.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction, or no such wallet.</exception>
    public static async Task<Movement> BeginAsync(AppDbContext db, TenantId tenant, Mode mode, DateTimeOffset now, CancellationToken ct)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("Credits move inside a transaction that the caller opened.");
        }

        // A copy the context read earlier may be out of date, and EF would keep it instead of the locked row.
        foreach (var stale in db.ChangeTracker.Entries<Wallet>().Where(w => w.Entity.TenantId == tenant && w.Entity.Mode == mode).ToList())
        {
            await db.SaveChangesAsync(ct);
            stale.State = EntityState.Detached;
        }

        var wallet = await db.Set<Wallet>()
            .FromSql($"select * from billing_wallets where tenant_id = {tenant.Value} and mode = {mode.ToString()} for no key update")
            .AcrossTenants()
            .SingleOrDefaultAsync(ct)
            ?? throw new InvalidOperationException($"Tenant {tenant} has no {mode} wallet.");
        return new Movement(db, wallet, now > wallet.LastPostedAt ? now : wallet.LastPostedAt);
    }

    /// <summary>Whether the cause has counted already. True to the last, because whoever could count it waits for this lock.</summary>
    public Task<bool> HasCountedAsync(string cause, CancellationToken ct) => _db.Set<LedgerTransaction>().AcrossTenants()
        .AnyAsync(t => t.TenantId == Wallet.TenantId && t.Mode == Wallet.Mode && t.Cause == cause, ct);

    /// <summary>Writes one line. The entries must sum to zero; what they do to balance and debt is done to the wallet.</summary>
    public LedgerTransaction Post(LedgerKind kind, string cause, string note, params ReadOnlySpan<(LedgerAccount Account, Credits Amount)> entries)
    {
        var (sum, change, debt) = (Credits.Zero, Credits.Zero, Credits.Zero);
        foreach (var (account, amount) in entries)
        {
            sum += amount;
            change += account == LedgerAccount.Balance ? amount : Credits.Zero;
            debt -= account == LedgerAccount.Debt ? amount : Credits.Zero;
        }

        if (sum != Credits.Zero)
        {
            throw new InvalidOperationException($"The entries of '{cause}' sum to {sum} instead of zero.");
        }

        Wallet.Balance += change;
        Wallet.Debt += debt;
        Wallet.LastNumber++;
        Wallet.LastPostedAt = _now;
        var transaction = new LedgerTransaction
        {
            Id = Guid.CreateVersion7(_now),
            TenantId = Wallet.TenantId,
            Mode = Wallet.Mode,
            Number = Wallet.LastNumber,
            Kind = kind,
            Cause = cause,
            Change = change,
            BalanceAfter = Wallet.Balance,
            PostedAt = _now,
            Actor = _db.Actor.Name,
            Note = note.Length <= 200 ? note : note[..200],
        };
        _db.Add(transaction);
        var line = 0;
        foreach (var (account, amount) in entries)
        {
            if (amount != Credits.Zero)
            {
                _db.Add(new LedgerEntry
                {
                    TransactionId = transaction.Id,
                    Line = ++line,
                    TenantId = Wallet.TenantId,
                    Mode = Wallet.Mode,
                    Account = account,
                    Amount = amount,
                });
            }
        }

        return transaction;
    }

    /// <summary>Adds a lot with what is left of it after a debt was repaid.</summary>
    public void AddLot(LotKind kind, LedgerTransaction origin, Credits granted, Credits remainder, DateTimeOffset? expiresAt, Guid? orderId)
    {
        _db.Add(new Lot
        {
            Id = Guid.CreateVersion7(_now),
            TenantId = Wallet.TenantId,
            Mode = Wallet.Mode,
            Kind = kind,
            TransactionId = origin.Id,
            Granted = granted,
            Remainder = remainder,
            CreatedAt = _now,
            ExpiresAt = expiresAt,
            OrderId = orderId,
        });
        if (remainder.IsPositive && expiresAt is { } expiry && (Wallet.NextExpiryAt is null || expiry < Wallet.NextExpiryAt))
        {
            Wallet.NextExpiryAt = expiry;
        }
    }

    /// <summary>Takes from the lots that expire first; among those that never do, from the oldest.</summary>
    /// <exception cref="InvalidOperationException">The lots hold less: the books are wrong and nothing may go on.</exception>
    public async Task TakeFromLotsAsync(Credits amount, CancellationToken ct)
    {
        foreach (var lot in await OpenLots().OrderBy(l => l.ExpiresAt == null).ThenBy(l => l.ExpiresAt).ThenBy(l => l.Id).ToListAsync(ct))
        {
            if (!amount.IsPositive)
            {
                return;
            }

            var taken = Credits.Min(amount, lot.Remainder);
            lot.Remainder -= taken;
            amount -= taken;
        }

        if (amount.IsPositive)
        {
            throw new InvalidOperationException($"The lots of tenant {Wallet.TenantId} are {amount} credits short of its {Wallet.Mode} balance.");
        }
    }

    /// <summary>
    /// Takes out what expired and no running job holds. Lots that must wait for a hold are taken at its release,
    /// so the next look is due when the next lot expires.
    /// </summary>
    public async Task<Credits> ExpireAsync(CancellationToken ct)
    {
        if (Wallet.NextExpiryAt is null && !Wallet.Balance.IsPositive)
        {
            return Credits.Zero;
        }

        var lots = await OpenLots().Where(l => l.ExpiresAt != null).ToListAsync(ct);
        var due = lots.Where(l => l.ExpiresAt <= _now).Aggregate(Credits.Zero, (sum, lot) => sum + lot.Remainder);
        Wallet.NextExpiryAt = lots.Where(l => l.ExpiresAt > _now && l.Remainder.IsPositive).Min(l => l.ExpiresAt);
        var free = Credits.Min(Credits.Max(Credits.Zero, due - Wallet.Held), Wallet.Available);
        if (!free.IsPositive)
        {
            return Credits.Zero;
        }

        await TakeFromLotsAsync(free, ct);
        Post(LedgerKind.Expiry, $"expiry:{Wallet.LastNumber + 1}", "", (LedgerAccount.Balance, -free), (LedgerAccount.Expired, free));
        return free;
    }

    /// <summary>Free credits repay a debt before anything else may use them.</summary>
    public async Task RepayDebtAsync(CancellationToken ct)
    {
        var repaid = Credits.Min(Wallet.Debt, Wallet.Available);
        if (repaid.IsPositive)
        {
            await TakeFromLotsAsync(repaid, ct);
            Post(LedgerKind.DebtRepayment, $"debt:{Wallet.LastNumber + 1}", "", (LedgerAccount.Balance, -repaid), (LedgerAccount.Debt, repaid));
        }
    }

    private IQueryable<Lot> OpenLots() => _db.Set<Lot>().AcrossTenants()
        .Where(l => l.TenantId == Wallet.TenantId && l.Mode == Wallet.Mode && l.Remainder > Credits.Zero);
}
