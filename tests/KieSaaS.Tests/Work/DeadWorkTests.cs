using KieSaaS.Audit;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;
using KieSaaS.Tests.Reporting;
using KieSaaS.Work;

namespace KieSaaS.Tests.Work;

public sealed class DeadWorkTests(StaffHouse house) : IClassFixture<StaffHouse>
{
    [Fact]
    public async Task Dead_work_is_listed_with_its_error_and_counted()
    {
        FailingWork.IsRepaired = false;
        var id = await house.DeadWorkAsync();

        var page = await house.AsStaffAsync((ListDeadWork list) => list.RunAsync(null, CancellationToken.None));
        var counts = await house.AsStaffAsync((CountWork count) => count.RunAsync(CancellationToken.None));

        Assert.Equal(("test.failing", 1, "The other side is on fire."), page.Items.Where(item => item.Id == id).Select(item => (item.Kind, item.Attempts, item.Error!)).Single());
        Assert.Equal(page.Items.Count, counts.Single(line => line.Kind == "test.failing").Dead);
    }

    [Fact]
    public async Task Retried_work_runs_again_and_is_done()
    {
        FailingWork.IsRepaired = false;
        var id = await house.DeadWorkAsync();
        FailingWork.IsRepaired = true;

        var answer = await house.AsStaffAsync((RetryWork retry) => retry.RunAsync(id, CancellationToken.None));
        await house.RunDueWorkAsync();

        Assert.Equal("test.failing", answer.Value);
        Assert.Null(await house.AsStaffAsync((ListDeadWork list) => list.FindAsync(id, CancellationToken.None)));
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from work_items where id = $1", id));
        Assert.Equal("work.retried", Assert.Single((await WorkAuditAsync()).Entries, entry => entry.Subject == id.ToString()).Action);
    }

    [Fact]
    public async Task Retrying_what_is_not_dead_is_a_conflict_and_changes_nothing()
    {
        FailingWork.IsRepaired = false;
        var id = await house.DeadWorkAsync();
        await house.AsStaffAsync((RetryWork retry) => retry.RunAsync(id, CancellationToken.None));

        var second = await house.AsStaffAsync((RetryWork retry) => retry.RunAsync(id, CancellationToken.None));

        Assert.Equal((RefusalKind.Conflict, "work.not-dead"), (second.Refusal!.Kind, second.Refusal.Code));
        Assert.Single((await WorkAuditAsync()).Entries, entry => entry.Subject == id.ToString());
    }

    [Fact]
    public async Task Discarded_work_is_gone_and_the_audit_log_keeps_what_it_was_and_why()
    {
        FailingWork.IsRepaired = false;
        var id = await house.DeadWorkAsync();

        var without = await house.AsStaffAsync((DiscardWork discard) => discard.RunAsync(id, " ", CancellationToken.None));
        var with = await house.AsStaffAsync((DiscardWork discard) => discard.RunAsync(id, "The customer is gone", CancellationToken.None));

        Assert.Equal("reason", without.Refusal!.Field);
        Assert.True(with.Succeeded);
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from work_items where id = $1", id));
        var entry = Assert.Single((await WorkAuditAsync()).Entries, entry => entry.Subject == id.ToString());
        Assert.Contains("The customer is gone", entry.Facts, StringComparison.Ordinal);
        Assert.Contains("test.failing", entry.Facts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finance_may_look_and_not_decide()
    {
        FailingWork.IsRepaired = false;
        var id = await house.DeadWorkAsync();

        var retried = await house.AsStaffAsync((RetryWork retry) => retry.RunAsync(id, CancellationToken.None), StaffRole.Finance);
        var discarded = await house.AsStaffAsync((DiscardWork discard) => discard.RunAsync(id, "Because", CancellationToken.None), StaffRole.Finance);

        Assert.Equal((RefusalKind.Forbidden, RefusalKind.Forbidden), (retried.Refusal!.Kind, discarded.Refusal!.Kind));
        Assert.NotNull(await house.AsStaffAsync((ListDeadWork list) => list.FindAsync(id, CancellationToken.None)));
    }

    private Task<ListAudit.Page> WorkAuditAsync() => house.AsStaffAsync((ListAudit list) => list.RunAsync(new(Action: "work."), CancellationToken.None));
}
