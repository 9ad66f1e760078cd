using KieSaaS.Billing.Ledger;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Billing;

/// <summary>The current tenant's ledger over a period, from the ledger alone: where it began, what moved, where it ended.</summary>
public sealed class SumLedger(AppDbContext db)
{
    /// <summary>A ledger line, with the job that it paid for when it did.</summary>
    /// <param name="Number">Counts 1, 2, 3 … within the tenant and mode.</param>
    /// <param name="PostedAt">When (UTC).</param>
    /// <param name="Kind">What it is about.</param>
    /// <param name="Note">In words.</param>
    /// <param name="Change">What it did to the balance.</param>
    /// <param name="BalanceAfter">The balance then.</param>
    /// <param name="JobId">The delivered job of a capture; null on every other line.</param>
    public sealed record Line(long Number, DateTimeOffset PostedAt, LedgerKind Kind, string Note, Credits Change, Credits BalanceAfter, Guid? JobId);

    /// <summary>A period.</summary>
    /// <param name="Opening">The balance after the last line before the period.</param>
    /// <param name="Closing">The balance after its last line.</param>
    /// <param name="Accounts">What its entries sum to, account by account; an account without entries is left out.</param>
    /// <param name="Lines">Its lines, oldest first.</param>
    public sealed record Period(Credits Opening, Credits Closing, IReadOnlyDictionary<LedgerAccount, Credits> Accounts, IReadOnlyList<Line> Lines);

    /// <summary>
    /// Lines posted at or after <paramref name="from"/> and before <paramref name="to"/>. Several statements: ask inside one snapshot
    /// when the period may still move.
    /// </summary>
    public async Task<Period> RunAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var balances = await BalancesAtAsync([from, to], ct);
        var rows = await db.Set<LedgerTransaction>().AsNoTracking()
            .Where(t => t.PostedAt >= from && t.PostedAt < to)
            .OrderBy(t => t.Number)
            .Select(t => new { t.Number, t.PostedAt, t.Kind, t.Note, t.Change, t.BalanceAfter, t.Cause })
            .ToListAsync(ct);
        var lines = rows.ConvertAll(row => new Line(
            row.Number, row.PostedAt, row.Kind, row.Note, row.Change, row.BalanceAfter, row.Kind == LedgerKind.Capture ? CaptureCause.JobOf(row.Cause) : null));
        return new Period(balances[0], balances[1], await AccountsAsync(from, to, ct), lines);
    }

    /// <summary>The balance just before each moment, in the order of the moments.</summary>
    public async Task<IReadOnlyList<Credits>> BalancesAtAsync(IReadOnlyList<DateTimeOffset> moments, CancellationToken ct)
    {
        var (tenant, mode, asked) = (db.Actor.RequireTenant().Value, db.Actor.Mode.ToString(), moments.Select(moment => moment.ToUniversalTime()).ToArray());
        var balances = await db.Database.SqlQuery<long>($"""
            select coalesce((
              select t.balance_after from billing_ledger_transactions t
              where t.tenant_id = {tenant} and t.mode = {mode} and t.posted_at < m.moment
              order by t.posted_at desc, t.number desc limit 1), 0) as "Value"
            from unnest({asked}) with ordinality m(moment, position) order by m.position
            """).ToListAsync(ct);
        return balances.ConvertAll(micros => new Credits(micros));
    }

    /// <summary>Of these jobs, the ones that some line of the ledger charged.</summary>
    public async Task<IReadOnlyList<Guid>> ChargedAmongAsync(IReadOnlyList<Guid> jobIds, CancellationToken ct)
    {
        var causes = jobIds.Select(CaptureCause.Of).ToArray();
        var found = await db.Set<LedgerTransaction>().AsNoTracking().Where(t => causes.Contains(t.Cause)).Select(t => t.Cause).ToListAsync(ct);
        return [.. found.Select(CaptureCause.JobOf).OfType<Guid>()];
    }

    private async Task<Dictionary<LedgerAccount, Credits>> AccountsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var (tenant, mode) = (db.Actor.RequireTenant().Value, db.Actor.Mode.ToString());
        var sums = await db.Database.SqlQuery<AccountSum>($"""
            select e.account as "Account", sum(e.amount)::bigint as "Micros"
            from billing_ledger_transactions t join billing_ledger_entries e on e.transaction_id = t.id
            where t.tenant_id = {tenant} and t.mode = {mode} and t.posted_at >= {from} and t.posted_at < {to}
            group by e.account
            """).ToListAsync(ct);
        return sums.ToDictionary(sum => Enum.Parse<LedgerAccount>(sum.Account), sum => new Credits(sum.Micros));
    }

    private sealed record AccountSum(string Account, long Micros);
}
