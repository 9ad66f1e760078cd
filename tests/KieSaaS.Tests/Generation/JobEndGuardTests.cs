using KieSaaS.Data;
using KieSaaS.Generation;
using KieSaaS.Generation.Admission;
using KieSaaS.Kernel;
using KieSaaS.Tests.Billing;
using KieSaaS.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Generation;

/// <summary>A job is sent once and ends once, whoever comes to end it at the same moment. Failure museum 41, 46 and 49.</summary>
public sealed class JobEndGuardTests
{
    private const string UsageKey = "pk_generation_usage", RunningCheck = "generation_counters_running_not_negative", ResultKey = "pk_generation_results";

    private static readonly Guard RowVersion = Guard.InStatement(@" AND xmin = @p\d+");

    [Fact]
    public async Task A_job_that_fails_while_it_is_delivered_ends_once() => Assert.Equal(
        [
            "True: 0 charges, 1 usage rows, 0 running",
            $"{UsageKey}: 0 charges, 1 usage rows, 0 running",
            $"{RunningCheck}: 0 charges, 1 usage rows, 0 running",
            "True: 1 charges, 2 usage rows, -1 running",
        ],
        await Guards.PeelAsync<AdmissionHouse, string>(
            async house =>
            {
                var (tenant, job) = await RunningAsync(house);
                var second = await house.RaceAsync(() => FailAsync(house, tenant, job), () => Race.OutcomeAsync(() => DeliverAsync(house, tenant, job)));
                var charges = await house.ScalarAsync<long>("select count(*) from billing_ledger_transactions where tenant_id = $1 and kind = 'Capture'", tenant.Value);
                var usage = await house.ScalarAsync<long>("select count(*) from generation_usage where job_id = $1", job);
                var running = await house.ScalarAsync<int>("select running from generation_counters where scope_id = $1 and mode = 'Live'", tenant.Value);
                return $"{second}: {charges} charges, {usage} usage rows, {running} running";
            },
            LedgerGuards.WalletLock,
            Guard.Constraint("generation_usage", UsageKey),
            Guard.Constraint("generation_counters", RunningCheck)));

    [Fact]
    public async Task A_success_that_comes_late_and_twice_is_delivered_once() => Assert.Equal(
        ["False: 1 results", $"{ResultKey}: 1 results", "changed meanwhile: 1 results", "True: 2 results"],
        await Guards.PeelAsync<AdmissionHouse, string>(
            async house =>
            {
                var (tenant, job) = await RunningAsync(house);
                await FailAsync(house, tenant, job);
                var second = await house.RaceAsync(() => DeliverAsync(house, tenant, job), () => Race.OutcomeAsync(() => DeliverAsync(house, tenant, job)));
                return $"{second}: {await house.ScalarAsync<long>("select count(*) from generation_results where job_id = $1", job)} results";
            },
            LedgerGuards.WalletLock,
            Guard.Constraint("generation_results", ResultKey),
            RowVersion));

    [Fact]
    public async Task A_look_that_finds_a_job_out_of_time_does_not_reopen_one_that_is_just_delivered() => Assert.Equal(
        ["changed meanwhile: Succeeded", "later: Verifying"],
        await Guards.PeelAsync<PipelineHouse, string>(
            async house =>
            {
                var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
                var job = (await house.StartAsync(tenant, "google/nano-banana", """{"prompt":"[never]"}""")).Value!.JobId;
                await house.RunDueWorkAsync();
                house.Clock.Advance(TimeSpan.FromHours(2));
                var second = await house.RaceAsync(
                    () => DeliverAsync(house, tenant, job),
                    () => Race.OutcomeAsync(() => AsPlatformAsync(house, tenant, async (services, db) =>
                    {
                        var attempt = await db.Set<Attempt>().SingleAsync(attempt => attempt.JobId == job);
                        return Said(await services.GetRequiredService<PollJobHandler>().RunAsync(new PollJob(attempt.Id), CancellationToken.None));
                    })));
                return $"{second}: {(await house.JobAsync(tenant, job)).State}";
            },
            RowVersion));

    [Fact]
    public async Task Two_workers_that_send_one_job_start_one_task() => Assert.Equal(
        ["later: 1 tasks", "changed meanwhile: 1 tasks", "done: 2 tasks"],
        await Guards.PeelAsync<PipelineHouse, string>(
            async house =>
            {
                var (tenant, prompt) = (await house.OpenWorkspaceAsync(Credits.Of(100)), Guid.NewGuid().ToString("n"));
                var job = (await house.StartAsync(tenant, "google/nano-banana", $$"""{"prompt":"{{prompt}}"}""")).Value!.JobId;
                var second = await house.RaceAsync(() => SubmitAsync(house, tenant, job), () => Race.OutcomeAsync(() => SubmitAsync(house, tenant, job)));
                return $"{second}: {(await house.Sandbox.TasksAsync()).Count(task => task.Input.ToString().Contains(prompt, StringComparison.Ordinal))} tasks";
            },
            Guard.Index("ix_generation_attempts_job_id_number"),
            RowVersion));

    private static async Task<(TenantId Tenant, Guid Job)> RunningAsync(AdmissionHouse house)
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
        var request = AdmissionHouse.Request(tenant, Credits.Of(8));
        Assert.Equal(AdmissionVerdict.Accepted, (await house.AskAsync(request)).Verdict);
        await AsPlatformAsync(house, tenant, (_, db) =>
        {
            db.Add(new Attempt
            {
                Id = Guid.CreateVersion7(),
                JobId = request.JobId,
                TenantId = tenant,
                Mode = Mode.Live,
                Number = 1,
                Provider = "sandbox",
                CallbackToken = request.JobId.ToString("n"),
                State = AttemptState.Accepted,
                StartedAt = house.Clock.GetUtcNow(),
            });
            return db.SaveChangesAsync();
        });
        return (tenant, request.JobId);
    }

    private static Task<bool> FailAsync(TestHouse house, TenantId tenant, Guid job) => AsPlatformAsync(house, tenant, async (services, db) =>
        await services.GetRequiredService<EndJob>().FailAsync(
            await db.Set<Attempt>().SingleAsync(attempt => attempt.JobId == job), AttemptState.Failed, "500", "Out of order.", CancellationToken.None));

    private static Task<bool> DeliverAsync(TestHouse house, TenantId tenant, Guid job) => AsPlatformAsync(house, tenant, async (services, db) =>
        await services.GetRequiredService<EndJob>().DeliverAsync(
            await db.Set<Attempt>().SingleAsync(attempt => attempt.JobId == job), [new StoredResult($"{job:n}.png", "image/png", 1, "00")], null, house.Clock.GetUtcNow(), CancellationToken.None));

    private static Task<string> SubmitAsync(PipelineHouse house, TenantId tenant, Guid job) => AsPlatformAsync(house, tenant, async (services, _) =>
        Said(await services.GetRequiredService<SubmitJobHandler>().RunAsync(new SubmitJob(job), CancellationToken.None)));

    private static string Said(WorkOutcome outcome) => outcome.Again is null ? "done" : "later";

    private static Task<T> AsPlatformAsync<T>(TestHouse house, TenantId tenant, Func<IServiceProvider, AppDbContext, Task<T>> act) =>
        house.AsPlatformAsync((IServiceProvider services) => act(services, services.GetRequiredService<AppDbContext>()), tenant);
}
