using KieSaaS.Work;

namespace KieSaaS.Web.Tests.Chaos;

/// <summary>The portal dies by <c>kill -9</c> at every point between yes and done, is started again, and each job ends exactly once.</summary>
[Collection(ChaosCollection.Name)]
public sealed class CrashTests(CrashHouse house) : IClassFixture<CrashHouse>
{
    private const decimal Opening = 100;

    private readonly string _prompt = $"a fox {Guid.NewGuid():n}";

    [Theory]
    [InlineData(CrashPoints.Admitted)]
    [InlineData(CrashPoints.AcceptSaved)]
    [InlineData(CrashPoints.ResultsCopied)]
    [InlineData(CrashPoints.Ending)]
    [InlineData(CrashPoints.Ended)]
    public async Task A_job_goes_on_after_a_crash_and_is_charged_once_with_one_file(string point)
    {
        var tenant = await CrashAsync(point, _prompt);

        await house.AbandonLeasesAsync();
        await house.Portal.RestartAsync();

        await AssertDeliveredAsync(tenant, _prompt);
    }

    [Fact]
    public async Task A_killed_nodes_work_goes_on_within_a_minute()
    {
        var tenant = await CrashAsync(CrashPoints.ResultsCopied, _prompt);

        await house.Portal.RestartAsync();

        await AssertDeliveredAsync(tenant, _prompt);
    }

    [Fact]
    public async Task A_task_whose_answer_was_never_saved_is_found_by_its_callback()
    {
        var prompt = _prompt + " [slow]";
        var tenant = await CrashAsync(CrashPoints.TaskCreated, prompt);

        await house.AbandonLeasesAsync();
        await house.Portal.RestartAsync();
        await AssertVerifyingAsync(tenant);
        Assert.Equal(Opening - await PriceAsync(tenant), await tenant.CreditsAsync(house.Portal));
        await house.AdvanceAsync(TimeSpan.FromSeconds(60));

        await AssertDeliveredAsync(tenant, prompt);
    }

    [Fact]
    public async Task A_crash_before_the_call_gives_the_credits_back_when_the_verify_window_ends()
    {
        var tenant = await CrashAsync(CrashPoints.AttemptSaved, _prompt);

        await house.AbandonLeasesAsync();
        await house.Portal.RestartAsync();

        await AssertReleasedAsync(tenant);
    }

    [Fact]
    public async Task A_kill_inside_the_call_gives_the_credits_back_when_the_provider_never_made_a_task()
    {
        var tenant = await ApiTenant.AddAsync(house.Portal, Opening);
        await house.Portal.RestartAsync();
        await house.Sandbox.AddFaultAsync("create", "delay", 600);
        var before = await CreatesAsync();
        await tenant.CreateAsync(house.Portal, _prompt);
        await Eventually.EqualAsync(before + 1, CreatesAsync);

        await house.Portal.KillAsync();
        await house.AbandonLeasesAsync();
        await house.Portal.RestartAsync();

        await AssertReleasedAsync(tenant);
    }

    [Fact]
    public async Task A_crash_inside_a_payments_fulfilment_credits_it_once()
    {
        var tenant = await ApiTenant.AddAsync(house.Portal, Opening);
        await house.Portal.RestartAsync(CrashPoints.Fulfilling);
        using var browser = new Browser();
        await browser.SignInAsync(house.Portal, tenant.Email, tenant.Password);
        await browser.BuyStarterAsync(house.Portal);
        await house.Portal.WaitForDeathAsync();
        Assert.Equal(0L, await house.ReadAsync<long>("select count(*) from billing_payments where tenant_id = $1", tenant.Id));

        await house.AbandonLeasesAsync();
        await house.Portal.RestartAsync();

        await Eventually.EqualAsync(Opening + 500, () => tenant.CreditsAsync(house.Portal));
        Assert.Equal(1L, await house.ReadAsync<long>("select count(*) from billing_payments where tenant_id = $1", tenant.Id));
        await house.ProveAsync();
    }

    /// <summary>A tenant whose one job was underway when the portal died.</summary>
    private async Task<ApiTenant> CrashAsync(string point, string prompt)
    {
        var tenant = await ApiTenant.AddAsync(house.Portal, Opening);
        await house.Portal.RestartAsync(point);
        try
        {
            await tenant.CreateAsync(house.Portal, prompt);
        }
        catch (HttpRequestException) when (point == CrashPoints.Admitted)
        {
            // It died before it could answer; the job is there all the same.
        }

        Assert.NotEqual(0, await house.Portal.WaitForDeathAsync());
        Assert.Equal(1L, await house.ReadAsync<long>("select count(*) from generation_jobs where tenant_id = $1", tenant.Id));
        return tenant;
    }

    private async Task AssertDeliveredAsync(ApiTenant tenant, string prompt)
    {
        var taskId = await TaskIdAsync(tenant);
        await Eventually.EqualAsync("success", () => StateAsync(tenant, taskId));
        var record = (await tenant.RecordAsync(house.Portal, taskId)).Data;
        using var result = System.Text.Json.JsonDocument.Parse(record.GetProperty("resultJson").GetString()!);
        var file = Assert.Single(result.RootElement.GetProperty("resultUrls").EnumerateArray());
        using var download = await house.Portal.Http.GetAsync(file.GetString(), TestContext.Current.CancellationToken);
        Assert.Equal("image/png", download.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await PriceAsync(tenant), record.GetProperty("creditsConsumed").GetDecimal());
        await AssertSettledAsync(tenant, Opening - await PriceAsync(tenant));
        Assert.Single(await house.TasksAsync(prompt));
    }

    private async Task AssertReleasedAsync(ApiTenant tenant)
    {
        await AssertVerifyingAsync(tenant);
        Assert.Equal(Opening - await PriceAsync(tenant), await tenant.CreditsAsync(house.Portal));
        await house.AdvanceAsync(TimeSpan.FromMinutes(31));
        await Eventually.EqualAsync("fail", async () => await StateAsync(tenant, await TaskIdAsync(tenant)));
        await AssertSettledAsync(tenant, Opening);
        Assert.Empty(await house.TasksAsync(_prompt));
    }

    private async Task AssertVerifyingAsync(ApiTenant tenant) => await Eventually.EqualAsync(
        "Verifying", () => house.ReadAsync<string>("select state from generation_jobs where tenant_id = $1", tenant.Id));

    private async Task AssertSettledAsync(ApiTenant tenant, decimal credits)
    {
        // The end of a verify window stays in the calendar; it finds the job ended and does nothing.
        await Eventually.EqualAsync(0L, () => house.ReadAsync<long>(
            "select count(*) from work_items where tenant_id = $1 and kind <> 'generation.close-verification'", tenant.Id));
        Assert.Equal(credits, await tenant.CreditsAsync(house.Portal));
        await house.ProveAsync();
    }

    private async Task<string> TaskIdAsync(ApiTenant tenant) =>
        (await house.ReadAsync<Guid>("select id from generation_jobs where tenant_id = $1", tenant.Id)).ToString("n");

    private async Task<decimal> PriceAsync(ApiTenant tenant) =>
        await house.ReadAsync<long>("select price from generation_jobs where tenant_id = $1", tenant.Id) / 1_000_000m;

    private async Task<string?> StateAsync(ApiTenant tenant, string taskId) => (await tenant.RecordAsync(house.Portal, taskId)).Data.GetProperty("state").GetString();

    private async Task<int> CreatesAsync() => (await house.Sandbox.CallsAsync()).GetValueOrDefault("POST /api/v1/jobs/createTask");
}
