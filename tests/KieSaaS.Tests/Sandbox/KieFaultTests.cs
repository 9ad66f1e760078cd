using System.Net;
using System.Net.Http.Json;

namespace KieSaaS.Tests.Sandbox;

public sealed class KieFaultTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    private static readonly object Fine = new { model = "nano-banana-2", input = new { prompt = "a fox" } };

    [Fact]
    public async Task A_lost_answer_leaves_the_task_running()
    {
        await Sandbox.AddFaultAsync("create", "lose-response");

        await Assert.ThrowsAsync<HttpRequestException>(() => Sandbox.Http.PostAsJsonAsync(KieClient.Create, Fine));
        var task = Assert.Single(await Sandbox.TasksAsync());
        await Sandbox.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Equal("success", await Kie.StateAsync(task.TaskId));
    }

    [Fact]
    public async Task A_dropped_create_leaves_nothing()
    {
        await Sandbox.AddFaultAsync("create", "drop");

        await Assert.ThrowsAsync<HttpRequestException>(() => Sandbox.Http.PostAsJsonAsync(KieClient.Create, Fine));
        Assert.Empty(await Sandbox.TasksAsync());
    }

    [Fact]
    public async Task A_status_happens_as_often_as_ordered()
    {
        await Sandbox.AddFaultAsync("create", "status", 503, times: 2);

        for (var call = 0; call < 2; call++)
        {
            using var refused = await Sandbox.Http.PostAsJsonAsync(KieClient.Create, Fine);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }

        Assert.Equal(200, await Kie.CreateCodeAsync(Fine));
    }

    [Fact]
    public async Task A_code_happens_to_the_named_model_alone()
    {
        await Sandbox.AddFaultAsync("create", "code", 433, model: "z-image");

        Assert.Equal(200, await Kie.CreateCodeAsync(Fine));
        Assert.Equal(433, await Kie.CreateCodeAsync(new { model = "z-image", input = new { prompt = "a fox" } }));
    }

    [Fact]
    public async Task A_fresh_task_can_be_unknown_for_some_polls()
    {
        var id = await Kie.CreateAsync("nano-banana-2", "a fox");
        await Sandbox.AddFaultAsync("record", "not-visible", times: 2);

        Assert.Equal(422, (await Kie.GetAsync(KieClient.Record + id))["code"]!.GetValue<int>());
        Assert.Equal(422, (await Kie.GetAsync(KieClient.Record + id))["code"]!.GetValue<int>());
        Assert.Equal(200, (await Kie.GetAsync(KieClient.Record + id))["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_task_can_be_ordered_to_fail_with_given_words()
    {
        await Sandbox.AddFaultAsync("create", "fail-task", new { failCode = "400", failMsg = "against the rules" });
        var id = await Kie.CreateAsync("nano-banana-2", "a fox");
        await Sandbox.AdvanceAsync(TimeSpan.FromSeconds(2));

        var record = await Kie.RecordAsync(id);
        Assert.Equal(("fail", "400", "against the rules"), ((string?)record["state"], (string?)record["failCode"], (string?)record["failMsg"]));
    }

    [Fact]
    public async Task A_delay_lasts_until_the_clock_has_passed_it()
    {
        await Sandbox.AddFaultAsync("create", "delay", 3600);
        var create = Kie.CreateCodeAsync(Fine);
        var answered = create.ContinueWith(_ => Sandbox.NowAsync(), TaskScheduler.Default).Unwrap();
        var before = await Sandbox.NowAsync();
        while ((await Sandbox.CallsAsync()).Count == 0)
        {
            Assert.False(create.IsCompleted);
        }

        await Sandbox.AdvanceAsync(TimeSpan.FromMinutes(30));
        Assert.False(create.IsCompleted);
        await Sandbox.AdvanceAsync(TimeSpan.FromMinutes(31));
        Assert.Equal(200, await create);
        Assert.True(await answered - before > TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Results_can_fail_to_download()
    {
        var id = await Kie.CreateAsync("nano-banana-2", "a fox");
        await Sandbox.FinishAsync(id);
        var url = await Kie.ResultUrlAsync(id);
        await Sandbox.AddFaultAsync("result", "status", 502);

        using var broken = await Sandbox.Http.GetAsync(url);
        using var whole = await Sandbox.Http.GetAsync(url);
        Assert.Equal((HttpStatusCode.BadGateway, HttpStatusCode.OK), (broken.StatusCode, whole.StatusCode));
    }

    [Theory]
    [InlineData("nowhere", "drop", null, 1, "on:")]
    [InlineData("record", "fail-task", null, 1, "effect:")]
    [InlineData("create", "status", 200, 1, "value:")]
    [InlineData("create", "drop", null, 0, "times:")]
    public async Task A_fault_that_cannot_happen_is_refused_and_names_the_field(string on, string effect, int? value, int times, string field)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Sandbox.AddFaultAsync(on, effect, value, times));
        Assert.Contains(field, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgotten_faults_do_not_happen()
    {
        await Sandbox.AddFaultAsync("create", "drop", times: 9);
        await Sandbox.ClearFaultsAsync();

        Assert.Equal(200, await Kie.CreateCodeAsync(Fine));
    }
}
