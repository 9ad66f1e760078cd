using KieSaaS.Catalog;
using KieSaaS.Data;
using KieSaaS.Generation.Bench;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace KieSaaS.Generation;

/// <summary>A run of the test bench with its jobs, their tries and their files: four queries, however many tests it has. For staff.</summary>
public sealed class ReadBenchRun(AppDbContext db, PricesInForce prices)
{
    /// <summary>By identity.</summary>
    public async Task<Result<BenchRun>> RunAsync(Guid id, CancellationToken ct)
    {
        if (!db.Actor.May(Right.TestModels))
        {
            return BenchRefusals.MayNotTest;
        }

        if (await db.Set<BenchRunRow>().AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, ct) is not { } run)
        {
            return BenchRefusals.UnknownRun;
        }

        var cost = new KieCredits(run.KieMicroCredits);
        return new BenchRun
        {
            Id = run.Id,
            Mode = run.Mode,
            StartedAt = run.StartedAt,
            StartedBy = run.StartedBy,
            Former = run.FormerId,
            Cost = cost,
            Dollars = BenchReview.DollarsOf(cost, (await prices.GetAsync(ct)).Terms.KieCreditMicroDollars),
            Tests = await TestsAsync(id, ct),
        };
    }

    private async Task<IReadOnlyList<BenchTest>> TestsAsync(Guid run, CancellationToken ct)
    {
        var tests = await db.Set<BenchTestRow>().AsNoTracking().Where(test => test.RunId == run).OrderBy(test => test.Number).ToListAsync(ct);
        var ids = tests.ConvertAll(test => test.JobId);
        var files = (await db.Set<JobResult>().AcrossTenants().AsNoTracking().Where(file => ids.Contains(file.JobId)).OrderBy(file => file.Index).ToListAsync(ct))
            .ToLookup(file => file.JobId, file => new JobFile(file.Path, file.MediaType, file.Size));
        var jobs = (await JobViews.Of(db, db.Set<Job>().AcrossTenants().AsNoTracking().Where(job => ids.Contains(job.Id))).ToListAsync(ct))
            .ToDictionary(job => job.Id, job => job with { Files = [.. files[job.Id]] });
        var attempts = (await db.Set<Attempt>().AcrossTenants().AsNoTracking().Where(attempt => ids.Contains(attempt.JobId)).OrderBy(attempt => attempt.Number).ToListAsync(ct))
            .ToLookup(attempt => attempt.JobId, AttemptOf);
        return tests.ConvertAll(test => new BenchTest
        {
            Number = test.Number,
            EntryKey = test.EntryKey,
            Input = test.Input,
            Price = test.Price,
            Cost = new KieCredits(test.KieMicroCredits),
            Job = jobs.GetValueOrDefault(test.JobId),
            Attempts = [.. attempts[test.JobId]],
            RefusalCode = test.RefusalCode,
            Refusal = test.Refusal,
        });
    }

    private static BenchAttempt AttemptOf(Attempt attempt) => new(
        attempt.Number,
        attempt.Provider,
        attempt.State,
        attempt.ProviderTaskId,
        attempt.Polls,
        attempt.StartedAt,
        attempt.ReadyAt,
        attempt.EndedAt,
        attempt.Error,
        attempt.KieMicroCredits is { } micros ? new KieCredits(micros) : null);
}
