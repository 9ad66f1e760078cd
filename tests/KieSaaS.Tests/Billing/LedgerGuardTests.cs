using KieSaaS.Billing;
using KieSaaS.Data;
using KieSaaS.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Billing;

/// <summary>
/// Credits move under the wallet's lock, and the keys of the ledger stand behind it. Each test takes the guards away one by one:
/// the first outcome is the product's, the last is the damage. Failure museum 16, 24, 25 and 46.
/// </summary>
public sealed class LedgerGuardTests
{
    [Fact]
    public async Task Two_holds_given_back_at_once_free_both() => Assert.Equal(
        ["0.0", "8.0"],
        await Guards.PeelAsync<TestHouse, string>(
            async house =>
            {
                var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
                var (one, other) = (await HoldAsync(house, tenant), await HoldAsync(house, tenant));
                await house.RaceAsync(() => MoveAsync(house, ledger => ReleaseAsync(ledger, one)), () => MoveAsync(house, ledger => ReleaseAsync(ledger, other)));
                return (await BalanceAsync(house, tenant)).Held.ToString();
            },
            LedgerGuards.WalletLock));

    [Fact]
    public async Task Two_grants_at_once_both_count() => Assert.Equal(
        ["yes, balance 12.0", $"{LedgerGuards.NumberKey}, balance 5.0", "yes, balance 7.0"],
        await Guards.PeelAsync<TestHouse, string>(
            async house =>
            {
                var tenant = await house.OpenWorkspaceAsync();
                var second = await house.RaceAsync(
                    () => MoveAsync(house, ledger => GrantAsync(ledger, tenant, 5, "one")),
                    () => Race.OutcomeAsync(() => MoveAsync(house, ledger => GrantAsync(ledger, tenant, 7, "other"))));
                return $"{second}, balance {(await BalanceAsync(house, tenant)).Balance}";
            },
            LedgerGuards.WalletLock,
            LedgerGuards.Number));

    [Fact]
    public async Task A_line_is_never_dated_before_one_that_was_posted_earlier() => Assert.Equal(
        ["in order", LedgerGuards.NumberKey, "backwards"],
        await Guards.PeelAsync<TestHouse, string>(
            async house =>
            {
                var (tenant, ahead) = (await house.OpenWorkspaceAsync(), TimeSpan.FromHours(1));
                return await house.RaceAsync(
                    () =>
                    {
                        house.Clock.Advance(ahead);
                        return MoveAsync(house, ledger => GrantAsync(ledger, tenant, 5, "by a node whose clock is ahead"));
                    },
                    () => Race.OutcomeAsync(async () =>
                    {
                        house.Clock.Advance(-ahead);
                        await MoveAsync(house, ledger => GrantAsync(ledger, tenant, 7, "by a node whose clock is right"));
                        return await house.ScalarAsync<bool>("""
                            select a.posted_at <= b.posted_at from billing_ledger_transactions a join billing_ledger_transactions b using (tenant_id)
                            where tenant_id = $1 and a.note like '%ahead' and b.note like '%right'
                            """, tenant.Value) ? "in order" : "backwards";
                    }));
            },
            LedgerGuards.WalletLock,
            LedgerGuards.Number));

    [Fact]
    public async Task One_cause_asked_for_twice_at_once_counts_once() => Assert.Equal(
        ["no, 1 line", $"{LedgerGuards.CauseKey}, 1 line", $"{LedgerGuards.NumberKey}, 1 line", "yes, 2 line"],
        await Guards.PeelAsync<TestHouse, string>(
            async house =>
            {
                var tenant = await house.OpenWorkspaceAsync();
                var second = await house.RaceAsync(
                    () => MoveAsync(house, ledger => GrantAsync(ledger, tenant, 5, "order:1")),
                    () => Race.OutcomeAsync(() => MoveAsync(house, ledger => GrantAsync(ledger, tenant, 5, "order:1"))));
                return $"{second}, {await LinesAsync(house, tenant, "order:1")} line";
            },
            LedgerGuards.WalletLock,
            LedgerGuards.Cause,
            LedgerGuards.Number));

    [Fact]
    public async Task A_job_is_charged_once() => Assert.Equal(
        ["no, 1 charge", $"{LedgerGuards.CauseKey}, 1 charge", $"{LedgerGuards.NumberKey}, 1 charge", "yes, 2 charge"],
        await Guards.PeelAsync<TestHouse, string>(
            async house =>
            {
                var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
                var job = await HoldAsync(house, tenant);
                var second = await house.RaceAsync(
                    () => MoveAsync(house, ledger => CaptureAsync(ledger, job)),
                    () => Race.OutcomeAsync(() => MoveAsync(house, ledger => CaptureAsync(ledger, job))));
                return $"{second}, {await LinesAsync(house, tenant, CaptureCause.Of(job))} charge";
            },
            LedgerGuards.WalletLock,
            LedgerGuards.Cause,
            LedgerGuards.Number));

    [Fact]
    public async Task What_was_charged_is_not_given_back() => Assert.Equal(
        ["no, hold Captured, 1 charge", "yes, hold Released, 1 charge"],
        await Guards.PeelAsync<TestHouse, string>(
            async house =>
            {
                var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
                var job = await HoldAsync(house, tenant);
                var second = await house.RaceAsync(
                    () => MoveAsync(house, ledger => CaptureAsync(ledger, job)),
                    () => MoveAsync(house, ledger => ReleaseAsync(ledger, job)));
                var hold = await house.ScalarAsync<string>("select state from billing_holds where job_id = $1", job);
                return $"{second}, hold {hold}, {await LinesAsync(house, tenant, CaptureCause.Of(job))} charge";
            },
            LedgerGuards.WalletLock));

    private static Task<bool> GrantAsync(CreditLedger ledger, TenantId tenant, int credits, string cause) =>
        ledger.GrantAsync(new CreditGrant(tenant, Mode.Live, LotKind.Goodwill, Credits.Of(credits), cause, cause), CancellationToken.None);

    private static Task<bool> CaptureAsync(CreditLedger ledger, Guid job) => ledger.CaptureAsync(job, Credits.Of(8), "test", CancellationToken.None);

    private static Task<bool> ReleaseAsync(CreditLedger ledger, Guid job) => ledger.ReleaseAsync(job, CancellationToken.None);

    /// <summary>"yes" when it moved credits, "no" when it found nothing to do.</summary>
    private static async Task<string> MoveAsync(TestHouse house, Func<CreditLedger, Task<bool>> move)
    {
        var moved = false;
        await house.InTransactionAsync(async services => moved = await move(services.GetRequiredService<CreditLedger>()));
        return moved ? "yes" : "no";
    }

    /// <summary>A hold of 8 credits as admission leaves it.</summary>
    private static async Task<Guid> HoldAsync(TestHouse house, TenantId tenant)
    {
        var job = Guid.CreateVersion7();
        await house.InTransactionAsync(services => services.GetRequiredService<AppDbContext>().Database.ExecuteSqlAsync($"""
            update billing_wallets set held = held + {Credits.Of(8).Micros} where tenant_id = {tenant.Value} and mode = 'Live';
            insert into billing_holds (job_id, tenant_id, mode, amount, state, captured, opened_at)
            values ({job}, {tenant.Value}, 'Live', {Credits.Of(8).Micros}, 'Open', 0, now())
            """));
        return job;
    }

    private static Task<long> LinesAsync(TestHouse house, TenantId tenant, string cause) =>
        house.ScalarAsync<long>("select count(*) from billing_ledger_transactions where tenant_id = $1 and cause = $2", tenant.Value, cause);

    private static Task<ReadBalance.Answer> BalanceAsync(TestHouse house, TenantId tenant) =>
        house.AsMemberAsync(tenant, (ReadBalance read) => read.RunAsync(CancellationToken.None));
}
