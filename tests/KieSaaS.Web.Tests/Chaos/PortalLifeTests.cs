namespace KieSaaS.Web.Tests.Chaos;

/// <summary>What a portal starts on the side, who shares it, and that nothing of it stays behind.</summary>
[Collection(ChaosCollection.Name)]
public sealed class PortalLifeTests
{
    [Fact]
    public async Task Ctrl_C_stops_the_portal_and_everything_it_started()
    {
        using var directory = new PortalDirectory();
        await using var portal = await PortalProcess.StartAsync(new PortalSetup { DataDirectory = directory.Path });
        var running = directory.Processes();

        var code = await portal.StopAsync();

        Assert.Contains(running, line => line.Contains("KieSaaS.Web.dll", StringComparison.Ordinal));
        Assert.Contains(running, line => line.Contains("KieSaaS.Sandbox.dll", StringComparison.Ordinal));
        Assert.Contains(running, line => line.Contains("postgres", StringComparison.Ordinal) && line.Contains("listen_addresses", StringComparison.Ordinal));
        Assert.Equal(0, code);
        await Eventually.EqualAsync("", () => Task.FromResult(string.Join('\n', directory.Processes())));
    }

    [Fact]
    public async Task A_killed_portal_is_started_again_on_what_it_left_running()
    {
        using var directory = new PortalDirectory();
        await using var portal = await PortalProcess.StartAsync(new PortalSetup { DataDirectory = directory.Path });
        var (database, sandbox, address) = (directory.DatabaseProcessId, portal.SandboxAddress, portal.Address);

        await portal.KillAsync();
        await portal.RestartAsync();

        Assert.Equal(database, directory.DatabaseProcessId);
        Assert.Equal(sandbox, portal.SandboxAddress);
        Assert.Equal(address, portal.Address);
        Assert.Equal(0, await portal.StopAsync());
        await Eventually.EqualAsync("", () => Task.FromResult(string.Join('\n', directory.Processes())));
    }

    [Fact]
    public async Task Of_two_portals_on_one_directory_the_first_to_stop_leaves_the_second_its_database()
    {
        using var directory = new PortalDirectory();
        await using var first = await PortalProcess.StartAsync(new PortalSetup { DataDirectory = directory.Path });
        await using var second = await PortalProcess.StartAsync(new PortalSetup { DataDirectory = directory.Path });
        var database = directory.DatabaseProcessId;

        Assert.NotEqual(first.Address, second.Address);
        Assert.Equal(0, await first.StopAsync());

        Assert.Equal(database, directory.DatabaseProcessId);
        Assert.Equal("Healthy", await second.Http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken));
        Assert.Equal("Healthy", await second.Http.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
        Assert.Equal(0, await second.StopAsync());
        await Eventually.EqualAsync("", () => Task.FromResult(string.Join('\n', directory.Processes())));
    }

    [Fact]
    public async Task It_starts_twice_in_a_deeply_nested_folder()
    {
        using var directory = new PortalDirectory([.. Enumerable.Range(1, 12).Select(level => $"level-{level:00}-of-a-deep-path")]);
        await using var portal = await PortalProcess.StartAsync(new PortalSetup { DataDirectory = directory.Path });

        Assert.Equal(0, await portal.StopAsync());
        await portal.RestartAsync();

        Assert.True((await portal.RunCommandAsync("proof")).Json["holds"]!.GetValue<bool>());
    }

    [Fact]
    public async Task As_root_it_starts_twice_under_a_folder_that_nobody_else_may_enter()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows(), "only root runs PostgreSQL as another user; these tests do not run as root");
        using var directory = new PortalDirectory("closed", "data");
        await using var portal = await PortalProcess.StartAsync(new PortalSetup { DataDirectory = directory.Path });

        Assert.False(directory.DatabaseHome.StartsWith(directory.Path, StringComparison.Ordinal));
        Assert.Equal(0, await portal.StopAsync());
        await portal.RestartAsync();

        Assert.True((await portal.RunCommandAsync("proof")).Json["holds"]!.GetValue<bool>());
    }
}
