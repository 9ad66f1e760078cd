using KieSaaS.Billing.Ledger;
using KieSaaS.Data;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing;

/// <summary>Finds the ledger line that charged a job of the current tenant and mode.</summary>
public sealed class FindCharge(AppDbContext db)
{
    /// <summary>The line's number; null while the job is not delivered, and for ever when it was not charged.</summary>
    public Task<long?> RunAsync(Guid jobId, CancellationToken ct)
    {
        var cause = $"job:{jobId:n}:capture";
        return db.Set<LedgerTransaction>().AsNoTracking().Where(line => line.Cause == cause).Select(line => (long?)line.Number).SingleOrDefaultAsync(ct);
    }
}
