using KieSaaS.Billing;
using KieSaaS.Generation;
using KieSaaS.Kernel;
using KieSaaS.Work;

namespace KieSaaS.Tests.Generation;

/// <summary>A job from accepted to its end, and every way it can go wrong on the way. Failure museum 41, 44, 49, 50, 51, 56.</summary>
public sealed class JobLifeTests(PipelineHouse house) : IClassFixture<PipelineHouse>
{
    [Theory]
    [InlineData("google/nano-banana", """{"prompt":"a cat"}""", "image/png")]
    [InlineData("kling-2-6-text-to-video", """{"prompt":"a cat","duration":"5","sound":false,"aspect_ratio":"16:9"}""", "video/mp4")]
    public async Task A_delivered_job_costs_its_price_and_keeps_its_file(string model, string input, string mediaType)
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1_000));

        var accepted = await house.StartAsync(tenant, model, input);
        Assert.True(accepted.Succeeded, accepted.Refusal?.Message);
        var job = await house.UntilEndedAsync(tenant, accepted.Value.JobId);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(accepted.Value.Price, job.Charged);
        Assert.Equal(mediaType, Assert.Single(job.Files).MediaType);
        Assert.Equal(new ReadBalance.Answer(Credits.Of(1_000) - job.Price, Credits.Zero, Credits.Zero), await BalanceAsync(tenant));
    }

    [Fact]
    public async Task A_failed_job_costs_nothing_and_says_why()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));

        var accepted = await house.StartAsync(tenant, "google/nano-banana", """{"prompt":"a cat [fail]"}""");
        var job = await house.UntilEndedAsync(tenant, accepted.Value!.JobId);

        Assert.Equal((JobState.Failed, Credits.Zero), (job.State, job.Charged));
        Assert.NotEmpty(job.FailMessage!);
        Assert.Equal(Credits.Of(100), (await BalanceAsync(tenant)).Available);
    }

    [Fact]
    public async Task A_lost_create_answer_is_not_sent_again_and_its_callback_still_delivers_it()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
        await house.Sandbox.AddFaultAsync("create", "lose-response");

        var accepted = await house.StartAsync(tenant, "google/nano-banana", """{"prompt":"lost answer"}""");
        await house.RunDueWorkAsync();
        Assert.Equal(JobState.Verifying, (await house.JobAsync(tenant, accepted.Value!.JobId)).State);

        await house.PassAsync(TimeSpan.FromSeconds(10));
        var task = Assert.Single(await house.Sandbox.TasksAsync(), task => task.Input.ToString().Contains("lost answer", StringComparison.Ordinal));
        await CallBackAsync(task.CallBackUrl!, task.TaskId);
        var job = await house.UntilEndedAsync(tenant, accepted.Value.JobId);

        Assert.Equal((JobState.Succeeded, job.Price), (job.State, job.Charged));
    }

    [Fact]
    public async Task Without_a_sign_the_hold_is_released_after_the_window_and_a_late_success_is_free()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
        await house.Sandbox.AddFaultAsync("create", "lose-response");
        var accepted = await house.StartAsync(tenant, "google/nano-banana", """{"prompt":"very late"}""");
        await house.RunDueWorkAsync();

        await house.PassAsync(TimeSpan.FromMinutes(31));
        await house.RunDueWorkAsync();
        Assert.Equal(JobState.Failed, (await house.JobAsync(tenant, accepted.Value!.JobId)).State);
        Assert.Equal(Credits.Of(100), (await BalanceAsync(tenant)).Available);

        var task = Assert.Single(await house.Sandbox.TasksAsync(), task => task.Input.ToString().Contains("very late", StringComparison.Ordinal));
        await CallBackAsync(task.CallBackUrl!, task.TaskId);
        await house.RunDueWorkAsync();
        var job = await house.JobAsync(tenant, accepted.Value.JobId);

        Assert.Equal((JobState.Succeeded, Credits.Zero), (job.State, job.Charged));
        Assert.Single(job.Files);
        Assert.Equal(Credits.Of(100), (await BalanceAsync(tenant)).Available);
    }

    [Theory]
    [InlineData("status", 404)]
    [InlineData("status", 503)]
    public async Task Results_that_cannot_be_fetched_give_the_hold_back_and_wait_for_nobody(string effect, int value)
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
        await house.Sandbox.AddFaultAsync("result", effect, value, times: 10_000);

        var accepted = await house.StartAsync(tenant, "google/nano-banana", """{"prompt":"out of reach"}""");
        var job = await house.UntilEndedAsync(tenant, accepted.Value!.JobId);
        for (var step = 0; step < 12 && !job.IsFinished; step++)
        {
            await house.PassAsync(TimeSpan.FromMinutes(5));
            job = await house.UntilEndedAsync(tenant, accepted.Value.JobId, steps: 1);
        }

        await house.Sandbox.ClearFaultsAsync();
        Assert.Equal((JobState.Failed, Credits.Zero), (job.State, job.Charged));
        Assert.Equal(Credits.Of(100), (await BalanceAsync(tenant)).Available);
        Assert.Equal(0, await house.ScalarAsync<int>("select running from generation_counters where scope_id = $1 and mode = 'Live'", tenant.Value));
    }

    [Fact]
    public async Task A_provider_that_answers_no_question_gives_the_hold_back_after_the_window()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
        var accepted = await house.StartAsync(tenant, "google/nano-banana", """{"prompt":"[never]"}""");
        await house.RunDueWorkAsync();
        await house.Sandbox.AddFaultAsync("record", "code", 401, times: 10_000);

        for (var step = 0; step < 12; step++)
        {
            await house.PassAsync(TimeSpan.FromMinutes(5));
            await house.RunDueWorkAsync();
        }

        await house.Sandbox.ClearFaultsAsync();
        Assert.Equal(JobState.Failed, (await house.JobAsync(tenant, accepted.Value!.JobId)).State);
        Assert.Equal(Credits.Of(100), (await BalanceAsync(tenant)).Available);
    }

    [Theory]
    [InlineData("generation.submit", false)]
    [InlineData("generation.poll", true)]
    [InlineData("generation.close-verification", true)]
    public async Task Discarding_the_last_work_of_a_job_gives_its_hold_back(string kind, bool isSent)
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
        if (kind == "generation.close-verification")
        {
            await house.Sandbox.AddFaultAsync("create", "lose-response");
        }

        var accepted = await house.StartAsync(tenant, "google/nano-banana", """{"prompt":"given up [never]"}""");
        if (isSent)
        {
            await house.RunDueWorkAsync();
        }

        var dead = await KillWorkAsync(tenant, kind);

        Assert.True((await DiscardAsync(dead)).Succeeded);
        var job = await house.JobAsync(tenant, accepted.Value!.JobId);
        Assert.Equal((JobState.Failed, Credits.Zero), (job.State, job.Charged));
        Assert.Equal(Credits.Of(100), (await BalanceAsync(tenant)).Available);
    }

    [Fact]
    public async Task Discarding_one_work_of_a_job_that_other_work_carries_leaves_the_job_alone()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
        var accepted = await house.StartAsync(tenant, "google/nano-banana", """{"prompt":"carried on [never]"}""");
        await house.RunDueWorkAsync();
        await house.ScalarAsync<long>("""
            with copy as (
              insert into work_items (id, kind, payload, tenant_id, mode, due_at, created_at, attempts)
              select gen_random_uuid(), kind, payload, tenant_id, mode, due_at + interval '1 day', created_at, 0
              from work_items where tenant_id = $1 and kind = 'generation.poll' returning 1)
            select count(*) from copy
            """, tenant.Value);
        var dead = await KillWorkAsync(tenant, "generation.poll");

        Assert.True((await DiscardAsync(dead)).Succeeded);
        Assert.Equal(JobState.Running, (await house.JobAsync(tenant, accepted.Value!.JobId)).State);
        Assert.Equal(accepted.Value.Price, (await BalanceAsync(tenant)).Held);
    }

    [Fact]
    public async Task A_callback_that_names_somebody_elses_task_is_not_believed()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
        var finished = await house.StartAsync(tenant, "google/nano-banana", """{"prompt":"the other"}""");
        await house.UntilEndedAsync(tenant, finished.Value!.JobId);
        await house.Sandbox.AddFaultAsync("create", "lose-response");
        var accepted = await house.StartAsync(tenant, "google/nano-banana", """{"prompt":"the victim"}""");
        await house.RunDueWorkAsync();

        var tasks = await house.Sandbox.TasksAsync();
        var victim = Assert.Single(tasks, task => task.Input.ToString().Contains("the victim", StringComparison.Ordinal));
        var other = Assert.Single(tasks, task => task.Input.ToString().Contains("the other", StringComparison.Ordinal));
        await CallBackAsync(victim.CallBackUrl!, other.TaskId);
        await house.RunDueWorkAsync();

        Assert.Equal(JobState.Verifying, (await house.JobAsync(tenant, accepted.Value!.JobId)).State);
    }

    [Fact]
    public async Task Not_enough_credits_is_refused_before_anything_is_sent()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(1));

        var refused = await house.StartAsync(tenant, "google/nano-banana", """{"prompt":"never sent"}""");

        Assert.Equal(RefusalKind.NotEnoughCredits, refused.Refusal!.Kind);
        Assert.Equal((4m, 1m), (refused.Refusal.Details["needed"], refused.Refusal.Details["available"]));
        await house.RunDueWorkAsync();
        Assert.DoesNotContain(await house.Sandbox.TasksAsync(), task => task.Input.ToString().Contains("never sent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Callback_and_poll_at_once_end_a_job_once()
    {
        var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
        var accepted = await house.StartAsync(tenant, "google/nano-banana", """{"prompt":"race"}""");
        await house.RunDueWorkAsync();
        await house.PassAsync(TimeSpan.FromSeconds(10));

        var task = Assert.Single(await house.Sandbox.TasksAsync(), task => task.Input.ToString().Contains("\"race\"", StringComparison.Ordinal));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => CallBackAsync(task.CallBackUrl!, task.TaskId)));
        var job = await house.UntilEndedAsync(tenant, accepted.Value!.JobId);

        Assert.Equal(JobState.Succeeded, job.State);
        Assert.Equal(Credits.Of(96), (await BalanceAsync(tenant)).Balance);
        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from generation_usage where tenant_id = $1", tenant.Value));
    }

    // The first due item of a kind, as ten failures leave it.
    private Task<Guid> KillWorkAsync(TenantId tenant, string kind) => house.ScalarAsync<Guid>("""
        update work_items set dead_at = now(), last_error = 'Killed by a test.'
        where id = (select id from work_items where tenant_id = $1 and kind = $2 order by due_at limit 1) returning id
        """, tenant.Value, kind);

    private Task<Result<string>> DiscardAsync(Guid work) =>
        house.AsStaffAsync((DiscardWork discard) => discard.RunAsync(work, "Stuck for days", CancellationToken.None));

    private Task<bool> CallBackAsync(string address, string taskId) => house.AsPlatformAsync(async (ReceiveCallback receive) =>
        (await receive.RunAsync(address[(address.LastIndexOf('/') + 1)..], System.Text.Encoding.UTF8.GetBytes($$$"""{"data":{"taskId":"{{{taskId}}}"}}"""), null, null, CancellationToken.None)).Succeeded);

    private Task<ReadBalance.Answer> BalanceAsync(TenantId tenant) =>
        house.AsMemberAsync(tenant, (ReadBalance read) => read.RunAsync(CancellationToken.None));
}
