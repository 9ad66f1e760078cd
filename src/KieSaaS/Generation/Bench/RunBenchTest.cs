using System.Text.Json;
using KieSaaS.Data;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Generation.Bench;

/// <summary>Start the job of one test of a run. Each test is work of its own, so that a bad one stops no other.</summary>
internal sealed record RunBenchTest(Guid RunId, int Number) : IWork
{
    public static string Kind => "generation.bench-test";
}

/// <summary>Starts a test's job as a member of the platform's workspace would: by the same use case, at the price that was promised when the run began.</summary>
internal sealed class RunBenchTestHandler(AppDbContext db, IServiceScopeFactory scopes, TimeProvider clock) : IWorkHandler<RunBenchTest>
{
    private static readonly TimeSpan WhileFull = TimeSpan.FromSeconds(2);

    private static readonly Refusal GivenUp = new(RefusalKind.Conflict, "generation.bench-given-up", "The test was given up by our staff before it began.");

    public async Task<WorkOutcome> RunAsync(RunBenchTest work, CancellationToken ct)
    {
        var test = await FindAsync(work, ct);
        if (await HasBegunAsync(test, ct))
        {
            return WorkOutcome.Done;
        }

        var run = await db.Set<BenchRunRow>().SingleAsync(run => run.Id == work.RunId, ct);
        var started = await StartAsync(run, test, ct);

        // Its quote runs out after a while; then the test has failed, and nothing was spent on it.
        if (started.Refusal is { Kind: RefusalKind.LimitReached or RefusalKind.TryLater })
        {
            return WorkOutcome.At(clock.GetUtcNow() + WhileFull);
        }

        // Another worker may have begun it since we looked: its job took the credits that ours was refused for.
        if (started.Succeeded || !await HasBegunAsync(test, ct))
        {
            await EndAsync(test, started.Refusal, ct);
        }

        return WorkOutcome.Done;
    }

    public async Task GiveUpAsync(RunBenchTest work, CancellationToken ct)
    {
        var test = await FindAsync(work, ct);
        if (!await HasBegunAsync(test, ct))
        {
            await EndAsync(test, GivenUp, ct);
        }
    }

    private Task<BenchTestRow> FindAsync(RunBenchTest work, CancellationToken ct) =>
        db.Set<BenchTestRow>().SingleAsync(test => test.RunId == work.RunId && test.Number == work.Number, ct);

    private async Task<bool> HasBegunAsync(BenchTestRow test, CancellationToken ct) =>
        test.RefusalCode is not null || await db.Set<Job>().AcrossTenants().AnyAsync(job => job.Id == test.JobId, ct);

    private async Task<Result<StartGeneration.Accepted>> StartAsync(BenchRunRow run, BenchTestRow test, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Actor>().BecomeMember(PlatformWorkspace.Id, run.Mode, run.StartedById, run.StartedBy, Role.Developer);
        using var input = JsonDocument.Parse(test.Input);
        return await scope.ServiceProvider.GetRequiredService<StartGeneration>().RunAsync(
            new StartGeneration.Command(test.EntryKey, input.RootElement, CallbackUrl: null, test.QuoteToken) { JobId = test.JobId }, ct);
    }

    private async Task EndAsync(BenchTestRow test, Refusal? refusal, CancellationToken ct)
    {
        if (refusal is not null)
        {
            test.RefusedBecause(refusal);
            await db.SaveChangesAsync(ct);
        }

        await JobSignal.SendAsync(db, PlatformWorkspace.Id, ct);
    }
}
