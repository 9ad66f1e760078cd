using KieSaaS.Billing;
using KieSaaS.Billing.Purchases;

namespace KieSaaS.Tests.Billing;

/// <summary>One payment gives its credits once, however often and at whatever moment it is told. Failure museum 21 to 25 and 27.</summary>
public sealed class PurchaseGuardTests
{
    private const string PaymentKey = "ix_billing_payments_reference_kind", EventKey = "pk_billing_stripe_events";

    private static readonly Guard OrderLock = Guard.InStatement(@"(from billing_orders where id = @\w+) for no key update", "$1");

    [Fact]
    public async Task Two_nodes_that_fulfil_one_order_grant_its_credits_once() => Assert.Equal(
        [
            "done: 1 payments, 1 letters, 1 grants",
            $"{PaymentKey}: 1 payments, 1 letters, 1 grants",
            "done: 2 payments, 2 letters, 1 grants",
            $"{LedgerGuards.CauseKey}: 1 payments, 1 letters, 1 grants",
            $"{LedgerGuards.NumberKey}: 1 payments, 1 letters, 1 grants",
            "done: 2 payments, 2 letters, 2 grants",
        ],
        await Guards.PeelAsync<PurchaseHouse, string>(
            async house =>
            {
                var (order, session) = await house.OrderAsync(await house.OpenWorkspaceAsync());
                await house.PayAsync(session);
                var second = await house.RaceAsync(() => FulfilAsync(house, session), () => Race.OutcomeAsync(() => FulfilAsync(house, session)));
                var payments = await house.ScalarAsync<long>("select count(*) from billing_payments where order_id = $1", order);
                var letters = await house.ScalarAsync<long>("select count(*) from work_items where kind = 'mail.send' and payload like '%' || $1 || '%'", order.ToString());
                var grants = await house.ScalarAsync<long>("select count(*) from billing_ledger_transactions where cause = $1", $"order:{order:n}");
                return $"{second}: {payments} payments, {letters} letters, {grants} grants";
            },
            OrderLock,
            Guard.Index(PaymentKey),
            LedgerGuards.WalletLock,
            LedgerGuards.Cause,
            LedgerGuards.Number));

    [Fact]
    public async Task A_buyer_who_presses_again_does_not_reopen_an_order_that_is_just_paid() => Assert.Equal(
        ["Fulfilled", "AwaitingPayment"],
        await Guards.PeelAsync<PurchaseHouse, string>(
            async house =>
            {
                var (tenant, intent) = (await house.OpenWorkspaceAsync(), Guid.CreateVersion7());
                var order = (await house.BuyAsync(tenant, intent: intent)).Value!.OrderId;
                var session = await house.SessionOfAsync(order);
                await house.PayAsync(session);

                // As a process leaves it that dies between opening the payment page and remembering it.
                await house.ChangeOrderAsync(order, "state = 'Created', session_id = null, payment_page = null");
                await house.RaceAsync(() => FulfilAsync(house, session), () => house.BuyAsync(tenant, intent: intent));
                return await house.ScalarAsync<string>("select state from billing_orders where id = $1", order);
            },
            OrderLock));

    [Fact]
    public async Task A_button_pressed_twice_at_once_makes_one_order() => Assert.Equal(
        (long[])[1, 2],
        await Guards.PeelAsync<PurchaseHouse, long>(
            async house =>
            {
                var (tenant, intent) = (await house.OpenWorkspaceAsync(), Guid.CreateVersion7());
                await house.RaceAsync(() => house.BuyAsync(tenant, intent: intent), () => house.BuyAsync(tenant, intent: intent));
                return await house.ScalarAsync<long>("select count(*) from billing_orders where tenant_id = $1", tenant.Value);
            },
            Guard.Index("ix_billing_orders_tenant_id_intent_id")));

    [Fact]
    public async Task A_notice_that_comes_twice_at_once_is_kept_once_and_asks_for_work_once() => Assert.Equal(
        ["False: 1 kept, 1 asked", $"{EventKey}: 1 kept, 1 asked", "True: 2 kept, 2 asked"],
        await Guards.PeelAsync<PurchaseHouse, string>(
            async house =>
            {
                var id = $"evt_{Guid.NewGuid():n}";
                var notice = new PaymentNotice(id, Notices.Completed, house.Clock.GetUtcNow(), "cs_test_guard");
                var second = await house.RaceAsync(() => KeepAsync(house, notice), () => Race.OutcomeAsync(() => KeepAsync(house, notice)));
                var kept = await house.ScalarAsync<long>("select count(*) from billing_stripe_events where id = $1", id);
                var asked = await house.ScalarAsync<long>("select count(*) from work_items where payload like '%' || $1 || '%'", id);
                return $"{second}: {kept} kept, {asked} asked";
            },
            Guard.InStatement(@"\s+on conflict \(id\) do nothing"),
            Guard.Constraint("billing_stripe_events", EventKey)));

    [Fact]
    public async Task What_was_read_of_the_providers_events_is_never_forgotten_by_a_node_that_lags() => Assert.Equal(
        (bool[])[true, false],
        await Guards.PeelAsync<PurchaseHouse, bool>(
            async house =>
            {
                var ahead = TimeSpan.FromHours(1);
                house.Clock.Advance(ahead);
                await ReconcileAsync(house);
                house.Clock.Advance(-ahead);
                await ReconcileAsync(house);
                return await house.ScalarAsync<DateTime>("select read_until from billing_stripe_checkpoints") > house.Clock.GetUtcNow().UtcDateTime;
            },
            Guard.InStatement(@"greatest\(billing_stripe_checkpoints\.read_until, excluded\.read_until\)", "excluded.read_until")));

    private static Task<string> FulfilAsync(PurchaseHouse house, string session) => house.AsPlatformAsync(async (FulfilOrderHandler fulfil) =>
    {
        await fulfil.RunAsync(new FulfilOrder(null, session), CancellationToken.None);
        return "done";
    });

    private static Task<bool> KeepAsync(PurchaseHouse house, PaymentNotice notice) =>
        house.AsPlatformAsync((Notices notices) => notices.KeepAsync(notice, body: null, CancellationToken.None));

    private static Task ReconcileAsync(PurchaseHouse house) =>
        house.AsPlatformAsync((ReconcileOrdersHandler reconcile) => reconcile.RunAsync(new ReconcileOrders(), CancellationToken.None));
}
