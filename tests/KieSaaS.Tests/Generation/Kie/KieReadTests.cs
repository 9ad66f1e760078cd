using KieSaaS.Generation;
using KieSaaS.Tests.Sandbox;

namespace KieSaaS.Tests.Generation.Kie;

public sealed class KieReadTests(SandboxFixture fixture) : KieTest(fixture)
{
    private const string Path = "GET /api/v1/jobs/recordInfo";

    [Fact]
    public async Task A_task_is_seen_waiting_and_then_done_with_its_results_and_cost()
    {
        var id = await StartAsync(Picture with { CallbackUrl = "http://127.0.0.1:9/callbacks/kie/tok" });
        var before = await Client().ReadAsync(id, "jobs", CancellationToken.None);
        Assert.True(before is { Phase: TaskPhase.Waiting or TaskPhase.Queuing or TaskPhase.Generating, Results: [], FailCode: null, KieMicroCredits: null });
        Assert.Equal("http://127.0.0.1:9/callbacks/kie/tok", before.CallbackUrl);

        await Sandbox.FinishAsync(id);
        var after = (await Client().ReadAsync(id, "jobs", CancellationToken.None))!;
        var seen = Assert.Single(await Sandbox.TasksAsync());
        Assert.Equal((id, TaskPhase.Success, 100), (after.TaskId, after.Phase, after.Progress));
        Assert.NotEmpty(after.Results);
        Assert.Equal((long)(seen.Credits * 1_000_000), after.KieMicroCredits);
    }

    [Fact]
    public async Task A_failed_task_says_why_and_costs_nothing()
    {
        await Sandbox.AddFaultAsync("create", "fail-task", new { failCode = "501", failMsg = "The picture shows nothing." });
        var id = await StartAsync();
        await Sandbox.FinishAsync(id);

        var failed = await Client().ReadAsync(id, "jobs", CancellationToken.None);
        Assert.True(failed is { Phase: TaskPhase.Fail, FailCode: "501", FailMessage: "The picture shows nothing.", KieMicroCredits: 0, Results: [] });
    }

    [Fact]
    public async Task A_task_that_is_unknown_or_not_visible_yet_is_null()
    {
        Assert.Null(await Client().ReadAsync("no-such-task", "jobs", CancellationToken.None));
        Assert.Null(await Client().ReadAsync("a/../b?c=d&e#f", "jobs", CancellationToken.None));

        var id = await StartAsync();
        await Sandbox.AddFaultAsync("record", "not-visible");
        Assert.Null(await Client().ReadAsync(id, "jobs", CancellationToken.None));
        Assert.NotNull(await Client().ReadAsync(id, "jobs", CancellationToken.None));
    }

    [Theory]
    [InlineData("status", 502)]
    [InlineData("code", 500)]
    [InlineData("code", 429)]
    [InlineData("lose-response", null)]
    [InlineData("drop", null)]
    public async Task A_question_is_asked_again_when_the_way_is_bad(string effect, int? value)
    {
        var id = await StartAsync();
        await Sandbox.AddFaultAsync("record", effect, value, times: 2);
        Assert.NotNull(await Client().ReadAsync(id, "jobs", CancellationToken.None));
        Assert.Equal(3, (await Sandbox.CallsAsync())[Path]);
    }

    [Fact]
    public async Task A_way_that_stays_bad_is_the_documented_exception()
    {
        var id = await StartAsync();
        await Sandbox.AddFaultAsync("record", "status", 500, times: 3);
        Assert.True((await Assert.ThrowsAsync<ProviderException>(() => Client().ReadAsync(id, "jobs", CancellationToken.None))).IsRetryable);
        Assert.Equal(3, (await Sandbox.CallsAsync())[Path]);
    }

    [Fact]
    public async Task A_slow_answer_is_the_documented_exception()
    {
        var id = await StartAsync();
        await Sandbox.AddFaultAsync("record", "delay", 30, times: 3);
        await Assert.ThrowsAsync<ProviderException>(() => Client(c => c with { ReadTimeout = TimeSpan.FromMilliseconds(150) }).ReadAsync(id, "jobs", CancellationToken.None));
    }

    [Fact]
    public async Task A_final_no_is_not_asked_again()
    {
        var id = await StartAsync();
        await Sandbox.AddFaultAsync("record", "code", 400);
        Assert.False((await Assert.ThrowsAsync<ProviderException>(() => Client().ReadAsync(id, "jobs", CancellationToken.None))).IsRetryable);
        Assert.Equal(1, (await Sandbox.CallsAsync())[Path]);
    }

    [Theory]
    [InlineData("5916.25", 5_916_250_000)]
    [InlineData("0", 0)]
    [InlineData("0.01", 10_000)]
    public async Task The_balance_is_read_exactly(string credits, long micros)
    {
        await Sandbox.SetBalanceAsync(decimal.Parse(credits, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(micros, await Client().ReadBalanceAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        await using var server = await LocalServer.StartAsync(async http =>
        {
            var chunk = new byte[1024 * 1024];
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(chunk);
            }
        });
        await Assert.ThrowsAsync<ProviderException>(() => Client(new Uri(server.Url)).ReadAsync("t", "jobs", CancellationToken.None));
    }
}
