using KieSaaS.Billing;
using KieSaaS.Data;
using KieSaaS.Generation.Admission;
using KieSaaS.Kernel;
using KieSaaS.Tests.Reporting;

namespace KieSaaS.Tests.Generation;

/// <summary>
/// What keeps two batches that are decided at once from spending one balance or one place twice: the function's locks, and behind
/// them the table's keys and checks. Failure museum 1, 2, 3, 6 and 58.
/// </summary>
public sealed class AdmissionGuardTests
{
    private const string HeldCheck = "billing_wallets_held_within_balance";

    private static readonly Guard
        WalletLock = Guard.InFunction("generation_admit", "order by w.tenant_id, w.mode for no key update", "order by w.tenant_id, w.mode"),
        CounterLock = Guard.InFunction("generation_admit", "order by c.scope_id, c.mode for no key update", "order by c.scope_id, c.mode"),
        HeldWithinBalance = Guard.Constraint("billing_wallets", HeldCheck);

    [Fact]
    public async Task A_balance_for_one_job_is_not_spent_by_two_batches() => Assert.Equal(
        ["NotEnoughCredits, held 8.0", "NotEnoughCredits, held 8.0", $"{HeldCheck}, held 8.0", "Accepted, held 16.0"],
        await Guards.PeelAsync<ReportingHouse, string>(
            async house =>
            {
                var tenant = await house.OpenWorkspaceAsync(Credits.Of(8));
                var second = await house.RaceStatementsAsync(
                    () => AdmitAsync(house, AdmissionHouse.Request(tenant, Credits.Of(8))), () => AdmitAsync(house, AdmissionHouse.Request(tenant, Credits.Of(8))));
                return $"{second}, held {(await BalanceAsync(house, tenant)).Held}";
            },
            WalletLock,
            CounterLock,
            HeldWithinBalance));

    [Fact]
    public async Task Credits_are_not_held_while_they_expire() => Assert.Equal(
        ["NotEnoughCredits, 0.0 of 0.0 held", $"{HeldCheck}, 0.0 of 0.0 held", "Accepted, 8.0 of 0.0 held"],
        await Guards.PeelAsync<ReportingHouse, string>(
            async house =>
            {
                var (tenant, soon) = (await house.OpenWorkspaceAsync(), TimeSpan.FromDays(1));
                await house.GrantAsync(tenant, LotKind.Bonus, Credits.Of(8), "Bonus", house.Clock.GetUtcNow() + soon);

                // The request was taken in before the moment, and is decided after it.
                var before = new MovableClock();
                before.Advance(house.Clock.GetUtcNow() - before.GetUtcNow());
                house.Clock.Advance(soon);
                var second = await house.RaceAsync(
                    () => house.ExpireAsync(tenant), () => AdmitAsync(house, AdmissionHouse.Request(tenant, Credits.Of(8)), before));
                var balance = await BalanceAsync(house, tenant);
                return $"{second}, {balance.Held} of {balance.Balance} held";
            },
            WalletLock,
            HeldWithinBalance));

    [Theory]
    [InlineData("max_running = 1", false, AdmissionVerdict.TenantLimit)]
    [InlineData("max_spent_today = 8000000", false, AdmissionVerdict.TenantLimit)]
    [InlineData("max_running = 1", true, AdmissionVerdict.KeyRunningLimit)]
    [InlineData("max_spent_today = 8000000", true, AdmissionVerdict.KeySpendLimit)]
    public async Task A_limit_for_one_job_is_not_passed_by_two_batches(string limit, bool isOfKey, object refusal) => Assert.Equal(
        [$"{refusal}", $"{refusal}", "Accepted"],
        await Guards.PeelAsync<ReportingHouse, string>(
            async house =>
            {
                var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
                var key = await house.AddKeyAsync(tenant, "Limited");
                await house.ExecuteAsync($"update generation_counters set {limit} where scope_id = $1", isOfKey ? key : tenant.Value);
                return await house.RaceStatementsAsync(
                    () => AdmitAsync(house, AdmissionHouse.Request(tenant, Credits.Of(8), key)), () => AdmitAsync(house, AdmissionHouse.Request(tenant, Credits.Of(8), key)));
            },
            WalletLock,
            CounterLock));

    [Fact]
    public async Task A_request_that_is_asked_again_after_a_lost_answer_is_one_job() => Assert.Equal(
        ["Accepted, held 8.0", "Accepted, held 8.0", "Accepted, held 16.0"],
        await Guards.PeelAsync<AdmissionHouse, string>(
            async house =>
            {
                var tenant = await house.OpenWorkspaceAsync(Credits.Of(100));
                var request = AdmissionHouse.Request(tenant, Credits.Of(8));
                await house.AskAsync(request);
                var again = await house.AskAsync(request, lane: 1);
                return $"{again.Verdict}, held {(await BalanceAsync(house, tenant)).Held}";
            },
            Guard.Constraint("generation_jobs", "pk_generation_jobs"),
            Guard.Constraint("billing_holds", "pk_billing_holds")));

    /// <summary>The product's statement for a batch of one: its verdict, or the constraint that stopped it.</summary>
    private static Task<string> AdmitAsync(TestHouse house, AdmissionRequest request, TimeProvider? clock = null) =>
        Race.OutcomeAsync(() => house.AsPlatformAsync(async (DatabaseSources sources) =>
            (await new AdmissionStatement(sources, clock ?? house.Clock).RunAsync([request], CancellationToken.None))[0].Verdict));

    private static Task<ReadBalance.Answer> BalanceAsync(TestHouse house, TenantId tenant) =>
        house.AsMemberAsync(tenant, (ReadBalance read) => read.RunAsync(CancellationToken.None));
}
