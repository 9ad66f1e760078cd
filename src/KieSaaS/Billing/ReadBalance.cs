using KieSaaS.Billing.Ledger;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing;

/// <summary>What the current tenant has in the current mode.</summary>
public sealed class ReadBalance(AppDbContext db)
{
    /// <summary>A wallet as people see it.</summary>
    /// <param name="Balance">Credits owned, held ones included.</param>
    /// <param name="Held">Set aside for running jobs.</param>
    /// <param name="Debt">Owed.</param>
    public sealed record Answer(Credits Balance, Credits Held, Credits Debt)
    {
        /// <summary>What a new job can use.</summary>
        public Credits Available => Balance - Held;
    }

    /// <summary>Zeroes when the scope serves no tenant.</summary>
    public async Task<Answer> RunAsync(CancellationToken ct) =>
        await db.Set<Wallet>().AsNoTracking().Select(w => new Answer(w.Balance, w.Held, w.Debt)).SingleOrDefaultAsync(ct)
        ?? new Answer(Credits.Zero, Credits.Zero, Credits.Zero);
}
