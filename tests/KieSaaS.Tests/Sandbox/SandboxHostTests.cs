using System.Net;

namespace KieSaaS.Tests.Sandbox;

public sealed class SandboxHostTests
{
    [Fact]
    public async Task A_killed_sandbox_goes_on_where_it_was()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var kie = new KieClient(sandbox.Http);
        await using var receiver = await CallbackReceiver.StartAsync();
        await sandbox.AdvanceAsync(TimeSpan.FromDays(3));
        var before = await sandbox.NowAsync();
        var done = await kie.CreateAsync("nano-banana-2", "done before");
        await sandbox.FinishAsync(done);
        var running = await kie.CreateAsync("nano-banana-2", "a [slow] fox", receiver.Url);

        await sandbox.RestartAsync();

        Assert.True(await sandbox.NowAsync() >= before);
        Assert.Equal(("success", 999_996m), (await kie.StateAsync(done), await kie.BalanceAsync()));
        Assert.NotEqual("success", await kie.StateAsync(running));
        await sandbox.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(("success", 999_992m), (await kie.StateAsync(running), await kie.BalanceAsync()));
        Assert.Contains(running, Assert.Single(await receiver.WaitAsync(sandbox, 1)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_that_a_crash_cut_off_is_sent_after_the_restart()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var kie = new KieClient(sandbox.Http);
        await using var receiver = await CallbackReceiver.StartAsync();
        await sandbox.AddFaultAsync("callback", "delay", 86_400);
        var id = await kie.CreateAsync("nano-banana-2", "a fox", receiver.Url);
        await sandbox.AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.Equal("success", await kie.StateAsync(id));

        await sandbox.RestartAsync();

        Assert.Contains(id, Assert.Single(await receiver.WaitAsync(sandbox, 1)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_a_crash_tore_is_dropped_and_the_rest_is_kept()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var kie = new KieClient(sandbox.Http);
        var id = await kie.CreateAsync("nano-banana-2", "a fox");
        await sandbox.KillAsync();
        await File.AppendAllTextAsync(Path.Combine(sandbox.DataDirectory, "state.jsonl"), """{"Area":"kie-task","Key":"torn""");

        await sandbox.RestartAsync();

        Assert.Equal(id, Assert.Single(await sandbox.TasksAsync()).TaskId);
        Assert.NotEqual(id, await kie.CreateAsync("nano-banana-2", "another fox"));
    }

    [Fact]
    public async Task A_second_process_on_the_same_directory_ends_with_code_three()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var (exitCode, errors) = await SandboxProcess.RunAsync("--data", sandbox.DataDirectory);

        Assert.Equal(3, exitCode);
        Assert.Contains("Another sandbox already uses " + sandbox.DataDirectory, errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(sandbox.DataDirectory, "address")));
    }

    [Fact]
    public async Task It_refuses_to_listen_to_other_machines_unless_told_to()
    {
        var directory = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var (exitCode, errors) = await SandboxProcess.RunAsync("--data", directory, "--urls", "http://0.0.0.0:0");

        Assert.Equal(2, exitCode);
        Assert.Contains("Sandbox:AllowRemote", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(directory));
    }

    [Fact]
    public async Task A_start_without_a_directory_says_what_is_missing()
    {
        var (exitCode, errors) = await SandboxProcess.RunAsync();

        Assert.Equal(2, exitCode);
        Assert.Contains("--data", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_is_graceful_and_withdraws_the_address()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        Assert.Equal("live", await sandbox.Http.GetStringAsync("/health/live"));
        Assert.Equal("ready", await sandbox.Http.GetStringAsync("/health/ready"));

        Assert.Equal(0, await sandbox.StopAsync());
        Assert.False(File.Exists(Path.Combine(sandbox.DataDirectory, "address")));
    }

    [Fact]
    public async Task A_web_page_cannot_use_the_controls()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_sandbox/stop");
        request.Headers.Add("Origin", "https://example.com");
        using var response = await sandbox.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_control_that_is_misspelt_names_the_field()
    {
        await using var sandbox = await SandboxProcess.StartAsync();
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => sandbox.ControlAsync(HttpMethod.Post, "clock/advance", new { second = 1 }));

        Assert.Contains("second", refusal.Message, StringComparison.Ordinal);
    }
}
