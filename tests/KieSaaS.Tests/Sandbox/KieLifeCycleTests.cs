namespace KieSaaS.Tests.Sandbox;

public sealed class KieLifeCycleTests(SandboxFixture fixture) : SandboxTest(fixture)
{
    [Fact]
    public async Task A_task_passes_through_its_states_as_the_clock_moves()
    {
        var id = await Kie.CreateAsync("nano-banana-2", "a [slow] fox");

        Assert.Equal("waiting", await Kie.StateAsync(id));
        await Sandbox.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal("queuing", await Kie.StateAsync(id));
        await Sandbox.AdvanceAsync(TimeSpan.FromSeconds(6));
        Assert.Equal("generating", await Kie.StateAsync(id));
        await Sandbox.AdvanceAsync(TimeSpan.FromSeconds(19));
        Assert.Equal("success", await Kie.StateAsync(id));
    }

    [Theory]
    [InlineData("nano-banana-2", 2)]
    [InlineData("elevenlabs/text-to-speech-turbo-2-5", 4)]
    [InlineData("ai-music-api/generate", 4)]
    [InlineData("kling-3.0/video", 6)]
    public async Task Each_kind_takes_its_own_time(string model, int seconds)
    {
        var id = await Kie.CreateAsync(model, "a fox");
        await Sandbox.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(seconds, (await Kie.RecordAsync(id))["costTime"]!.GetValue<int>());
    }

    [Fact]
    public async Task Credits_go_when_a_task_succeeds_and_stay_when_it_fails()
    {
        var good = await Kie.CreateAsync("nano-banana-2", "a fox");
        var bad = await Kie.CreateAsync("nano-banana-2", "a [fail] fox");
        await Sandbox.SetBalanceAsync(100);

        Assert.Equal(100, await Kie.BalanceAsync());
        await Sandbox.FinishAsync(good);
        await Sandbox.FinishAsync(bad);
        Assert.Equal(96, await Kie.BalanceAsync());
    }

    [Fact]
    public async Task What_is_due_has_ended_when_an_advance_returns()
    {
        await Kie.CreateAsync("nano-banana-2", "a fox");
        await Kie.CreateAsync("nano-banana-2", "an owl");
        await Sandbox.AdvanceAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(999_992m, await Kie.BalanceAsync());
        Assert.All(await Sandbox.TasksAsync(), task => Assert.Equal("success", task.State));
    }

    [Fact]
    public async Task A_task_that_never_ends_can_be_ended_by_hand()
    {
        var id = await Kie.CreateAsync("nano-banana-2", "a [never] fox");
        await Sandbox.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("generating", await Kie.StateAsync(id));

        await Sandbox.FinishAsync(id);
        Assert.Equal("success", await Kie.StateAsync(id));
    }

    [Fact]
    public async Task The_controls_tell_what_was_asked_and_how_often_it_was_polled()
    {
        var id = await Kie.CreateAsync("nano-banana-2", "a fox");
        await Kie.RecordAsync(id);
        await Kie.RecordAsync(id);

        var task = Assert.Single(await Sandbox.TasksAsync());
        Assert.Equal((id, "nano-banana-2", "a fox", 2), (task.TaskId, task.Model, task.Input.GetProperty("prompt").GetString(), task.Polls));
        Assert.Equal(1, (await Sandbox.CallsAsync())["POST " + KieClient.Create]);
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_ids()
    {
        var first = await Kie.CreateAsync("nano-banana-2", "a fox");
        await Sandbox.ResetAsync();

        Assert.Equal(first, await Kie.CreateAsync("nano-banana-2", "another fox"));
        Assert.NotEqual(first, await Kie.CreateAsync("nano-banana-2", "a fox"));
    }
}
