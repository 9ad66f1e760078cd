using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Generation.Bench;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation;

/// <summary>Runs of the test bench, newest first, a page at a time, and what live ones cost of late. For staff.</summary>
public sealed class ListBenchRuns(AppDbContext db, PricesInForce prices, TimeProvider clock)
{
    /// <summary>How far back the cost is summed.</summary>
    public const int Days = 30;

    private const int PageSize = 20;

    /// <summary>A run.</summary>
    /// <param name="Id">Its identity.</param>
    /// <param name="Mode">Test against the sandbox, live against the provider.</param>
    /// <param name="StartedAt">When it was started (UTC).</param>
    /// <param name="StartedBy">By whom.</param>
    /// <param name="Tests">How many tests it has.</param>
    /// <param name="Passed">Delivered ones.</param>
    /// <param name="Failed">Refused and failed ones.</param>
    /// <param name="Cost">The upstream cost that was shown before it began.</param>
    public sealed record Line(Guid Id, Mode Mode, DateTimeOffset StartedAt, string StartedBy, int Tests, int Passed, int Failed, KieCredits Cost)
    {
        /// <summary>Tests that are not over.</summary>
        public int Running => Tests - Passed - Failed;
    }

    /// <summary>A page.</summary>
    /// <param name="Runs">Newest first.</param>
    /// <param name="Next">The run to ask the next page with; null at the end.</param>
    /// <param name="LiveCost">What the provider charged for live tests in the last 30 days: the platform's own expense, in no figure of sales.</param>
    /// <param name="LiveDollars">The same in US dollars by the terms in force, exact, for showing only.</param>
    public sealed record Page(IReadOnlyList<Line> Runs, Guid? Next, KieCredits LiveCost, decimal LiveDollars);

    /// <summary>Runs before one; from the newest when null.</summary>
    public async Task<Result<Page>> RunAsync(Guid? before, CancellationToken ct)
    {
        if (!db.Actor.May(Right.TestModels))
        {
            return BenchRefusals.MayNotTest;
        }

        var rows = await db.Set<BenchRunRow>().FromSql($"""
            select * from generation_bench_runs
            where cast({before} as uuid) is null or (started_at, id) < (select r.started_at, r.id from generation_bench_runs r where r.id = {before})
            order by started_at desc, id desc limit {PageSize + 1}
            """).AsNoTracking().ToListAsync(ct);
        var runs = rows.Take(PageSize).ToList();
        var counts = await CountAsync([.. runs.Select(run => run.Id)], ct);
        var cost = new KieCredits(await LiveCostAsync(ct));
        return new Page(
            runs.ConvertAll(run => LineOf(run, counts.GetValueOrDefault(run.Id))),
            rows.Count > PageSize ? runs[^1].Id : null,
            cost,
            BenchReview.DollarsOf(cost, (await prices.GetAsync(ct)).Terms.KieCreditMicroDollars));
    }

    private static Line LineOf(BenchRunRow run, Ended? ended) => new(
        run.Id, run.Mode, run.StartedAt, run.StartedBy, run.Tests, ended?.Passed ?? 0, ended?.Failed ?? 0, new KieCredits(run.KieMicroCredits));

    private async Task<Dictionary<Guid, Ended>> CountAsync(Guid[] runs, CancellationToken ct) => (await db.Database.SqlQuery<Ended>($"""
        select t.run_id as "Run", (count(*) filter (where j.state = 'Succeeded'))::int as "Passed",
               (count(*) filter (where t.refusal_code is not null or j.state = 'Failed'))::int as "Failed"
        from generation_bench_tests t left join generation_jobs j on j.id = t.job_id
        where t.run_id = any ({runs}) group by t.run_id
        """).ToListAsync(ct)).ToDictionary(ended => ended.Run);

    private async Task<long> LiveCostAsync(CancellationToken ct)
    {
        var since = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(1 - Days);
        return await db.Database.SqlQuery<long>($"""
            select coalesce(sum(kie_micro_credits), 0)::bigint as "Value"
            from generation_usage_days where tenant_id = {PlatformWorkspace.Id.Value} and mode = 'Live' and day >= {since}
            """).SingleAsync(ct);
    }

    private sealed record Ended(Guid Run, int Passed, int Failed);
}
