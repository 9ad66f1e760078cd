using KieSaaS.Kernel;
using KieSaaS.Tests.Reporting;
using KieSaaS.Work;

namespace KieSaaS.Tests.Work;

/// <summary>Work is asked for once a period, and one decision is taken on an item that died.</summary>
public sealed class WorkGuardTests
{
    [Fact]
    public async Task Two_nodes_that_see_a_period_begin_ask_for_its_work_once() => Assert.Equal(
        (bool[])[true, false],
        await Guards.PeelAsync<StaffHouse, bool>(
            async house =>
            {
                // The start of a day, so that no period ends between the two looks.
                house.Clock.Advance(TimeSpan.FromDays(1) - house.Clock.GetUtcNow().TimeOfDay);
                return await house.RaceStatementsAsync(
                    async () => Assert.NotEqual(0, await LookAsync(house)),
                    () => LookAsync(house)) == 0;
            },
            Guard.Constraint("work_periods", "pk_work_periods")));

    [Fact]
    public async Task Dead_work_that_is_just_retried_is_not_discarded() => Assert.Equal(
        ["work.not-dead, 1 left", "yes, 0 left"],
        await Guards.PeelAsync<StaffHouse, string>(
            async house =>
            {
                var item = await DeadAsync(house);
                var second = await house.RaceAsync(() => RetryAsync(house, item), () => Race.VerdictAsync(() =>
                    house.AsStaffAsync((DiscardWork discard) => discard.RunAsync(item, "Not needed", CancellationToken.None))));
                return $"{second}, {await house.ScalarAsync<long>("select count(*) from work_items where id = $1", item)} left";
            },
            Guard.InStatement(@"(delete from work_items where id = @\w+) and dead_at is not null", "$1")));

    [Fact]
    public async Task Dead_work_is_brought_back_by_one_of_two_who_retry_it() => Assert.Equal(
        ["work.not-dead, 1 audited", "yes, 2 audited"],
        await Guards.PeelAsync<StaffHouse, string>(
            async house =>
            {
                var item = await DeadAsync(house);
                var second = await house.RaceAsync(() => RetryAsync(house, item), () => Race.VerdictAsync(() => RetryAsync(house, item)));
                return $"{second}, {await house.ScalarAsync<long>("select count(*) from audit_entries where subject = $1", item.ToString())} audited";
            },
            Guard.InStatement(@"(attempts = 0 where id = @\w+) and dead_at is not null", "$1")));

    private static Task<int> LookAsync(StaffHouse house) => house.AsPlatformAsync((Scheduler scheduler) => scheduler.EnqueueDueAsync(CancellationToken.None));

    private static Task<Result<string>> RetryAsync(StaffHouse house, Guid item) =>
        house.AsStaffAsync((RetryWork retry) => retry.RunAsync(item, CancellationToken.None));

    private static async Task<Guid> DeadAsync(StaffHouse house)
    {
        var id = Guid.CreateVersion7();
        await house.ExecuteAsync($"""
            insert into work_items (id, kind, payload, mode, due_at, created_at, attempts, dead_at)
            values ('{id}', '{FailingWork.Kind}', '{"{}"}', 'Live', now(), now(), 1, now())
            """);
        return id;
    }
}
