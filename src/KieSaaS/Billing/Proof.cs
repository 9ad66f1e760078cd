using KieSaaS.Data;
using Npgsql;

namespace KieSaaS.Billing;

/// <summary>
/// Proves the books: one query per invariant over all tenants and both modes. Each query returns the rows that break it,
/// so an empty answer is the proof. Run by tests after every test, on a schedule, on a page and as an operator command.
/// </summary>
public sealed class Proof(DatabaseSources sources)
{
    /// <summary>What one invariant says, and what breaks it.</summary>
    /// <param name="Name">A stable name.</param>
    /// <param name="Statement">The invariant in words.</param>
    /// <param name="Violations">Up to 20 offenders in words; empty when it holds.</param>
    public sealed record Finding(string Name, string Statement, IReadOnlyList<string> Violations)
    {
        /// <summary>True when nothing breaks it.</summary>
        public bool Holds => Violations.Count == 0;
    }

    private sealed record Invariant(string Name, string Statement, string Sql);

    private static readonly Invariant[] Invariants =
    [
        new("entries-sum-to-zero", "The entries of every ledger transaction sum to zero, and there are at least two of them.", """
            select t.tenant_id || ' ' || t.mode || ' #' || t.number || ': ' || coalesce(sum(e.amount), 0)
            from billing_ledger_transactions t left join billing_ledger_entries e on e.transaction_id = t.id
            group by t.id having coalesce(sum(e.amount), 0) <> 0 or count(e.line) < 2
            """),
        new("wallet-is-ledger", "A wallet's balance and debt are the sums of its ledger accounts.", """
            select w.tenant_id || ' ' || w.mode || ': wallet ' || w.balance || '/' || w.debt || ', ledger ' || l.balance || '/' || l.debt
            from billing_wallets w
            join lateral (
              select coalesce(sum(amount) filter (where account = 'Balance'), 0) balance, coalesce(-sum(amount) filter (where account = 'Debt'), 0) debt
              from billing_ledger_entries e where e.tenant_id = w.tenant_id and e.mode = w.mode) l on true
            where w.balance <> l.balance or w.debt <> l.debt
            """),
        new("wallet-is-lots", "The remainders of a wallet's lots sum to its balance.", """
            select w.tenant_id || ' ' || w.mode || ': wallet ' || w.balance || ', lots ' || l.remainder
            from billing_wallets w
            join lateral (select coalesce(sum(remainder), 0) remainder from billing_lots l where l.tenant_id = w.tenant_id and l.mode = w.mode) l on true
            where w.balance <> l.remainder
            """),
        new("held-is-open-holds", "What a wallet holds is the sum of its open holds.", """
            select w.tenant_id || ' ' || w.mode || ': held ' || w.held || ', open holds ' || h.amount
            from billing_wallets w
            join lateral (
              select coalesce(sum(amount), 0) amount from billing_holds h where h.tenant_id = w.tenant_id and h.mode = w.mode and h.state = 'Open') h on true
            where w.held <> h.amount
            """),
        new("sources-are-uses", "Bought + granted + debt = balance + spent + expired + reversed + withdrawn, for every tenant and mode.", """
            select tenant_id || ' ' || mode || ': off by ' || sum(amount)
            from billing_ledger_entries group by tenant_id, mode having sum(amount) <> 0
            """),
        new("no-negative-remainder", "No lot has less than nothing or more than it was granted.", """
            select tenant_id || ' ' || mode || ' lot ' || id || ': ' || remainder from billing_lots where remainder < 0 or remainder > granted
            """),
        new("captures-are-spending", "Every captured hold has one ledger line of its amount, and no other hold has any; what is free has none.", """
            select h.job_id || ': ' || h.state || ' ' || h.captured || ', ledger ' || coalesce(-t.change, 0)
            from billing_holds h
            left join billing_ledger_transactions t
              on t.tenant_id = h.tenant_id and t.mode = h.mode and t.cause = 'job:' || replace(h.job_id::text, '-', '') || ':capture'
            where (h.state = 'Captured' and h.amount > 0) <> (t.id is not null) or (h.state = 'Captured' and coalesce(-t.change, 0) <> h.captured)
            """),
        new("ledger-numbers-have-no-gap", "A tenant's ledger lines are numbered 1 to n, in the order of their time.", """
            select w.tenant_id || ' ' || w.mode || ': last ' || w.last_number || ', lines ' || n.lines || ', out of order ' || n.disorder
            from billing_wallets w
            join lateral (
              select count(*) lines, coalesce(max(number), 0) last, count(*) filter (where posted_at < previous) disorder
              from (select number, posted_at, lag(posted_at) over (order by number) previous
                    from billing_ledger_transactions t where t.tenant_id = w.tenant_id and t.mode = w.mode) x) n on true
            where n.lines <> w.last_number or n.last <> w.last_number or n.disorder > 0
            """),
        new("jobs-agree-with-holds", "A job is open exactly as long as its hold, and a delivered one was captured.", """
            select j.id || ': job ' || j.state || ', hold ' || coalesce(h.state, 'missing')
            from generation_jobs j left join billing_holds h on h.job_id = j.id
            where h.job_id is null
               or (j.state in ('Queued', 'Running', 'Verifying') and h.state <> 'Open')
               or (j.state = 'Failed' and h.state <> 'Released')
               or (j.state = 'Succeeded' and h.state = 'Open')
               or h.amount <> j.price
            """),
        new("open-jobs-have-work", "Every unfinished job has work in the queue that will end it, or dead work that staff see.", """
            select j.id || ': ' || j.state || ' since ' || j.created_at || ', and no work'
            from generation_jobs j
            where j.state in ('Queued', 'Running', 'Verifying') and not exists (
              select from work_items w
              where w.kind in ('generation.submit', 'generation.poll', 'generation.close-verification')
                and (w.payload::jsonb ->> 'JobId' = j.id::text
                  or w.payload::jsonb ->> 'AttemptId' in (select a.id::text from generation_attempts a where a.job_id = j.id)))
            """),
        new("counters-agree-with-jobs", "A tenant's and a key's count of running jobs is the number of their unfinished jobs.", """
            select c.scope_id || ' ' || c.mode || ': counted ' || c.running || ', unfinished ' || n.jobs
            from generation_counters c
            join lateral (
              select count(*) jobs from generation_jobs j
              where j.mode = c.mode and j.tenant_id = c.tenant_id and j.state in ('Queued', 'Running', 'Verifying')
                and (c.scope_id = j.tenant_id or c.scope_id = j.key_id)) n on true
            where c.running <> n.jobs
            """),
    ];

    /// <summary>Looks at every invariant, in one snapshot of the database.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        await using var connection = await sources.Platform.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var findings = new List<Finding>(Invariants.Length);
        foreach (var invariant in Invariants)
        {
            await using var command = new NpgsqlCommand($"select * from ({invariant.Sql}) violations limit 20", connection, transaction);
            await using var reader = await command.ExecuteReaderAsync(ct);
            var violations = new List<string>();
            while (await reader.ReadAsync(ct))
            {
                violations.Add(reader.GetString(0));
            }

            findings.Add(new Finding(invariant.Name, invariant.Statement, violations));
        }

        return findings;
    }
}
