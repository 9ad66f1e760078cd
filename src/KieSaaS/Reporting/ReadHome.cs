using KieSaaS.Billing;
using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Identity;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Reporting;

/// <summary>
/// What the start page of a workspace says: how long the credits last, what ran today, what failed, and what waits for a person.
/// Totals come from the usage rollup of whole days (UTC), never from a scan of jobs.
/// </summary>
public sealed class ReadHome(AppDbContext db, ReadBalance balance, ListJobs jobs, ListPriceNotices notices, TimeProvider clock)
{
    private const int RateDays = 7, ListedFailures = 5, LowDays = 3;

    /// <summary>The four answers.</summary>
    public sealed record Answer
    {
        /// <summary>What the workspace has.</summary>
        public required ReadBalance.Answer Balance { get; init; }

        /// <summary>Charged on the last seven days, today included.</summary>
        public required Credits SpentLastDays { get; init; }

        /// <summary>Whole days that the available credits last at that rate; null when nothing was spent.</summary>
        public required int? DaysLeft { get; init; }

        /// <summary>Today's finished jobs.</summary>
        public required Today Today { get; init; }

        /// <summary>Accepted and not finished.</summary>
        public required int Running { get; init; }

        /// <summary>The jobs that failed last, at most five.</summary>
        public required IReadOnlyList<JobView> Failures { get; init; }

        /// <summary>Rises of prices that are news, the nearest first.</summary>
        public required IReadOnlyList<ListPriceNotices.Notice> PriceNotices { get; init; }

        /// <summary>What a person should do, most pressing first.</summary>
        public required IReadOnlyList<HomeTask> Tasks { get; init; }
    }

    /// <summary>What finished today (UTC).</summary>
    /// <param name="Delivered">Jobs with a result.</param>
    /// <param name="Failed">Jobs without.</param>
    /// <param name="Cost">What was charged.</param>
    public sealed record Today(int Delivered, int Failed, Credits Cost);

    /// <summary>For the scope's tenant and mode.</summary>
    public async Task<Answer> RunAsync(CancellationToken ct)
    {
        var wallet = await balance.RunAsync(ct);
        var day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var spent = (await SumAsync(day.AddDays(1 - RateDays), ct)).Cost;
        var daysLeft = DaysLeft(wallet.Available, spent);
        return new Answer
        {
            Balance = wallet,
            SpentLastDays = spent,
            DaysLeft = daysLeft,
            Today = await SumAsync(day, ct),
            Running = await db.Set<Job>().CountAsync(job => job.State != JobState.Succeeded && job.State != JobState.Failed, ct),
            Failures = (await jobs.RunAsync(new ListJobs.Question(State: JobState.Failed, Most: ListedFailures), ct)).Jobs,
            PriceNotices = db.Actor.Mode == Mode.Live ? await notices.RunAsync(ct) : [],
            Tasks = [.. TasksOf(wallet, daysLeft, await db.Set<ApiKey>().AnyAsync(key => key.RevokedAt == null, ct))],
        };
    }

    /// <summary>Whole days that credits last when as many are spent as in the last seven days.</summary>
    internal static int? DaysLeft(Credits available, Credits spentLastDays) => spentLastDays.IsPositive
        ? (int)Int128.Min(int.MaxValue, (Int128)available.Micros * RateDays / spentLastDays.Micros)
        : null;

    private static IEnumerable<HomeTask> TasksOf(ReadBalance.Answer wallet, int? daysLeft, bool hasKey)
    {
        if (wallet.Debt.IsPositive)
        {
            yield return HomeTask.RepayDebt;
        }
        else if (!wallet.Available.IsPositive)
        {
            yield return HomeTask.BuyCredits;
        }
        else if (daysLeft < LowDays)
        {
            yield return HomeTask.CreditsRunLow;
        }

        if (!hasKey)
        {
            yield return HomeTask.CreateKey;
        }
    }

    private async Task<Today> SumAsync(DateOnly from, CancellationToken ct)
    {
        var (tenant, mode) = (db.Actor.RequireTenant().Value, db.Actor.Mode.ToString());
        var sums = await db.Database.SqlQuery<Sums>($"""
            select coalesce(sum(delivered), 0)::int as "Delivered", coalesce(sum(failed), 0)::int as "Failed", coalesce(sum(cost), 0)::bigint as "Cost"
            from generation_usage_days where tenant_id = {tenant} and mode = {mode} and day >= {from}
            """).SingleAsync(ct);
        return new Today(sums.Delivered, sums.Failed, new Credits(sums.Cost));
    }

    private sealed record Sums(int Delivered, int Failed, long Cost);
}

/// <summary>Something that waits for a person of the workspace.</summary>
public enum HomeTask
{
    /// <summary>The workspace owes credits; new jobs are refused.</summary>
    RepayDebt,

    /// <summary>No credits are left.</summary>
    BuyCredits,

    /// <summary>At the present rate the credits are gone within three days.</summary>
    CreditsRunLow,

    /// <summary>No API key exists in this mode.</summary>
    CreateKey,
}
