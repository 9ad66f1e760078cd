using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Work;

namespace KieSaaS.Tests.Catalog.Sync;

/// <summary>One run at a time, one schedule over all nodes, one decision about a difference: with the guard of each and without it.</summary>
public sealed class SyncGuardTests
{
    [Fact]
    public async Task Of_two_who_ask_at_once_one_is_told_that_a_run_goes_on() => Assert.Equal(
        ["catalog.sync-running, 1 running", "yes, 2 running"],
        await Guards.PeelAsync<SyncHouse, string>(
            async house =>
            {
                await house.ExecuteAsync("update catalog_sync_runs set is_running = false");
                var second = await house.RaceAsync(() => StartAsync(house), () => Race.VerdictAsync(() => StartAsync(house)));
                return $"{second}, {await house.ScalarAsync<long>("select count(*) from catalog_sync_runs where is_running")} running";
            },
            Guard.Index(SyncRunConfiguration.OneAtATime)));

    [Fact]
    public async Task Of_two_who_accept_the_same_difference_one_is_told() => Assert.Equal(
        ["catalog.difference-decided, 1 audited", "yes, 2 audited"],
        await Guards.PeelAsync<SyncHouse, string>(
            async house =>
            {
                await house.ExecuteAsync("delete from catalog_feed_links");
                await house.AgreeAsync();
                await house.EditFeedAsync("z-image", null);
                await house.SyncAsync();
                var open = await house.DifferencesAsync();
                var audited = await CountAsync(house);
                var second = await house.RaceAsync(() => house.DecideAsync(open), () => Race.VerdictAsync(() => house.DecideAsync(open, accept: false)));
                return $"{second}, {await CountAsync(house) - audited} audited";
            },
            Guard.InStatement(@"(id = any\(@\w+\) order by id) for update", "$1")));

    [Fact]
    public async Task Two_nodes_begin_one_run_a_day_by_themselves()
    {
        await using var house = new SyncHouse();
        await house.InitializeAsync();
        await PassAsync(house, TimeSpan.Zero);
        Assert.Equal(1, await RunsAsync(house));
        await PassAsync(house, TimeSpan.FromHours(12));
        Assert.Equal(1, await RunsAsync(house));
        await PassAsync(house, TimeSpan.FromHours(13));
        Assert.Equal(2, await RunsAsync(house));
    }

    [Fact]
    public async Task A_run_that_was_abandoned_does_not_stop_the_next()
    {
        await using var house = new SyncHouse();
        await house.InitializeAsync();
        var first = await StartAsync(house);
        Assert.Equal("catalog.sync-running", (await StartAsync(house)).Refusal!.Code);
        house.Clock.Advance(TimeSpan.FromMinutes(31));

        Assert.True((await StartAsync(house)).Succeeded);
        Assert.Equal(SyncPhase.Failed, (await house.AsStaffAsync((ListSyncRuns runs) => runs.FindAsync(first.Value, CancellationToken.None)))!.Run.Phase);
    }

    private static Task<Result<Guid>> StartAsync(SyncHouse house) => house.AsStaffAsync((StartSync start) => start.RunAsync(CancellationToken.None));

    private static Task<long> CountAsync(SyncHouse house) => house.ScalarAsync<long>("select count(*) from audit_entries where action like 'catalog-difference.%'");

    private static Task<long> RunsAsync(SyncHouse house) => house.ScalarAsync<long>("select count(*) from catalog_sync_runs where phase = 'Done'");

    // Two nodes look at the same time; whoever is first enqueues, and the work runs.
    private static async Task PassAsync(SyncHouse house, TimeSpan time)
    {
        house.Clock.Advance(time);
        await Task.WhenAll(LookAsync(house), LookAsync(house));
        await house.RunDueWorkAsync();
    }

    private static Task<int> LookAsync(SyncHouse house) => house.AsPlatformAsync((Scheduler scheduler) => scheduler.EnqueueDueAsync(CancellationToken.None));
}
