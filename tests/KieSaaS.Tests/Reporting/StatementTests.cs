using KieSaaS.Billing;
using KieSaaS.Kernel;
using KieSaaS.Reporting;

namespace KieSaaS.Tests.Reporting;

/// <summary>A statement's figures are the ledger's, to the micro-credit and to the month.</summary>
public sealed class StatementTests(ReportingHouse house) : IClassFixture<ReportingHouse>
{
    private static DateTimeOffset Year(int year, int month = 1) => new(year, month, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Its_figures_are_the_ledgers()
    {
        var tenant = await BusyMonth.LiveAsync(house, march: Year(2027, 3));

        var march = await house.ReadAsync(tenant, "2027-03");

        var delivered = BusyMonth.Jobs - BusyMonth.Failed;
        var spent = await SumAsync(tenant, "-t.change", "t.kind = 'Capture' and t.posted_at < '2027-04-01Z'");
        Assert.Equal(Credits.Zero, march.Opening);
        Assert.Equal(BusyMonth.Pack, march.Movements.Single(m => m.Account == LedgerAccount.Bought).Amount);
        Assert.Equal(BusyMonth.Welcome + Credits.Of(25), march.Movements.Single(m => m.Account == LedgerAccount.Granted).Amount);
        Assert.Equal(-spent, march.Movements.Single(m => m.Account == LedgerAccount.Spent).Amount);
        Assert.Equal(await SumAsync(tenant, "t.change", "t.kind = 'Expiry'"), march.Movements.Single(m => m.Account == LedgerAccount.Expired).Amount);
        Assert.Equal(await SumAsync(tenant, "t.change", "t.posted_at < '2027-04-01Z'"), march.Closing);
        Assert.Equal((delivered, BusyMonth.Failed), (march.Delivered, march.Failed));
        Assert.Equal(spent, march.Spent);
        Assert.Equal(spent, march.SpentByDay.Aggregate(Credits.Zero, (sum, day) => sum + day));
        Assert.Equal(delivered / (decimal)BusyMonth.Jobs, march.SuccessRate);
        Assert.Equal(["Nano Banana", "Veo 3.1"], march.Models.Select(model => model.Name).Order(StringComparer.Ordinal));
        Assert.False(march.IsToDate);

        var april = await house.ReadAsync(tenant, "2027-04");
        Assert.Equal(march.Closing, april.Opening);
        Assert.Equal(march.Closing - BusyMonth.Picture + Credits.Of(500), april.Closing);
        Assert.True(april.IsToDate);
    }

    [Fact]
    public async Task A_month_begins_with_its_first_moment_and_ends_before_the_next()
    {
        var tenant = await house.OpenAsync(Year(2028));
        await house.GrantAsync(tenant, LotKind.Purchased, Credits.Of(10), "First");
        house.MoveTo(Year(2028, 2).AddMinutes(-1));
        await house.GrantAsync(tenant, LotKind.Purchased, Credits.Of(20), "Last");
        house.MoveTo(Year(2028, 2));
        await house.GrantAsync(tenant, LotKind.Purchased, Credits.Of(40), "Next");

        var (january, february) = (await house.ReadAsync(tenant, "2028-01"), await house.ReadAsync(tenant, "2028-02"));

        Assert.Equal(["First", "Last"], january.Lines.Select(line => line.Note));
        Assert.Equal((Credits.Zero, Credits.Of(30)), (january.Opening, january.Closing));
        Assert.Equal(["Next"], february.Lines.Select(line => line.Note));
        Assert.Equal((Credits.Of(30), Credits.Of(70)), (february.Opening, february.Closing));
    }

    [Fact]
    public async Task A_job_charged_before_midnight_and_logged_after_it_belongs_to_the_month_of_its_ledger_line()
    {
        var tenant = await house.OpenAsync(Year(2029));
        await house.GrantAsync(tenant, LotKind.Purchased, Credits.Of(10), "Pack");
        house.MoveTo(Year(2029, 2).AddSeconds(-30));
        var job = await house.AdmitAsync(tenant, "nano-banana", Credits.Of(3));
        await house.EndAsync(tenant, job, clock: new LateClock(house.Clock, TimeSpan.FromMinutes(1)));
        house.MoveTo(Year(2029, 2).AddHours(1));

        var (january, february) = (await house.ReadAsync(tenant, "2029-01"), await house.ReadAsync(tenant, "2029-02"));

        Assert.Equal((1, Credits.Of(3), Credits.Of(7)), (january.Delivered, january.Spent, january.Closing));
        Assert.Equal((0, Credits.Zero, Credits.Of(7)), (february.Delivered, february.Spent, february.Opening));
    }

    [Fact]
    public async Task A_month_without_movements_keeps_the_balance()
    {
        var tenant = await house.OpenAsync(Year(2030));
        await house.GrantAsync(tenant, LotKind.Purchased, Credits.Of(5), "Pack");
        house.MoveTo(Year(2030, 3));
        Assert.True((await house.ReadAsync(tenant, "2030-02")).IsToDate, "what is committed late may still belong to it");
        house.MoveTo(Year(2030, 3).AddMinutes(6));

        var february = await house.ReadAsync(tenant, "2030-02");

        Assert.Equal((Credits.Of(5), Credits.Of(5), 0), (february.Opening, february.Closing, february.Lines.Count));
        Assert.False(february.IsToDate);
        Assert.Null(february.SuccessRate);
        Assert.Null(february.MeanDuration);
    }

    [Theory]
    [InlineData("2030-12")]
    [InlineData("2031-08")]
    public async Task A_month_before_the_opening_or_after_the_present_has_no_statement(string month)
    {
        var tenant = await house.OpenAsync(Year(2031, 6).AddHours(1));
        house.MoveTo(Year(2031, 7));

        var read = await house.AsMemberAsync(tenant, (ReadStatement statements) => statements.RunAsync(ReportingHouse.Month(month), CancellationToken.None));

        Assert.Equal("reporting.no-such-statement", read.Refusal?.Code);
    }

    [Fact]
    public async Task The_list_has_every_month_from_the_opening_to_the_running_one()
    {
        var tenant = await house.OpenAsync(Year(2032, 11));
        await house.GrantAsync(tenant, LotKind.Purchased, Credits.Of(5), "Pack");
        house.MoveTo(Year(2033).AddHours(5));
        await house.GrantAsync(tenant, LotKind.Purchased, Credits.Of(2), "Pack");

        var months = await house.AsMemberAsync(tenant, (ListStatements list) => list.RunAsync(CancellationToken.None));

        Assert.Equal(
            [
                new(ReportingHouse.Month("2033-01"), Credits.Of(5), Credits.Of(7), true),
                new(ReportingHouse.Month("2032-12"), Credits.Of(5), Credits.Of(5), false),
                new ListStatements.Item(ReportingHouse.Month("2032-11"), Credits.Zero, Credits.Of(5), false),
            ],
            months);
    }

    [Fact]
    public async Task Another_tenants_and_the_other_modes_credits_are_not_in_it()
    {
        var (tenant, other) = (await house.OpenAsync(Year(2034)), await house.OpenAsync(Year(2034)));
        await house.GrantAsync(other, LotKind.Purchased, Credits.Of(999), "Theirs");
        await house.GrantAsync(tenant, LotKind.Test, Credits.Of(77), "Play money", mode: Mode.Test);

        var live = await house.ReadAsync(tenant, "2034-01");
        var test = await house.AsMemberAsync(
            tenant, (ReadStatement statements) => statements.RunAsync(ReportingHouse.Month("2034-01"), CancellationToken.None), mode: Mode.Test);

        Assert.Empty(live.Lines);
        Assert.Equal(Credits.Of(77), test.Value?.Closing);
    }

    private Task<Credits> SumAsync(TenantId tenant, string what, string where) => house.ScalarAsync<long>(
        $"select coalesce(sum({what}), 0)::bigint from billing_ledger_transactions t where t.mode = 'Live' and t.tenant_id = $1 and {where}", tenant.Value)
        .ContinueWith(sum => new Credits(sum.Result), TaskScheduler.Default);

    /// <summary>A clock that is read a little later than the house's.</summary>
    private sealed class LateClock(TimeProvider clock, TimeSpan delay) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + delay;
    }
}
