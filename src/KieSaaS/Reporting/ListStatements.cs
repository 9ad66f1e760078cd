using KieSaaS.Billing;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Reporting;

/// <summary>The months that the current tenant has a statement of, newest first: from its opening to the running one.</summary>
public sealed class ListStatements(AppDbContext db, SumLedger ledger, TimeProvider clock)
{
    /// <summary>A month.</summary>
    /// <param name="Month">Which.</param>
    /// <param name="Opening">The balance before it.</param>
    /// <param name="Closing">The balance after it, or the present one while it runs.</param>
    /// <param name="IsRunning">True for the present month.</param>
    public sealed record Item(StatementMonth Month, Credits Opening, Credits Closing, bool IsRunning);

    /// <summary>All of them: twelve a year.</summary>
    public async Task<IReadOnlyList<Item>> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var opened = await db.Set<Tenant>().AsNoTracking().Select(tenant => tenant.CreatedAt).SingleAsync(ct);
        var months = new List<StatementMonth>();
        for (var month = StatementMonth.Of(now); month.End > opened; month = month.Previous)
        {
            months.Add(month);
        }

        // Each month ends where the next begins; the last start asked for is the first month's own.
        DateTimeOffset[] borders = [.. months.Select(month => month.End), .. months.TakeLast(1).Select(month => month.Start)];
        var balances = await ledger.BalancesAtAsync(borders, ct);
        return [.. months.Select((month, index) => new Item(month, balances[index + 1], balances[index], month.End > now))];
    }
}
