using System.Text;
using KieSaaS.Billing;
using KieSaaS.Kernel;

namespace KieSaaS.Tests.Billing;

/// <summary>
/// A payment becomes credits exactly once, whatever notices come, however often, in whatever order, and whoever fails on the way:
/// failure museum 17, 20 to 25, 29 and 30, S-7 to S-13. The house proves its books at the end.
/// </summary>
public sealed class FulfilOrderTests(PurchaseHouse house) : IClassFixture<PurchaseHouse>
{
    private static readonly Credits Studio = Credits.Of(2_750);

    /// <summary>Museum 21 and 22.</summary>
    [Fact]
    public async Task The_same_event_twenty_times_at_once_credits_once()
    {
        var (tenant, _, session) = await PaidAsync();
        var notice = await house.NoticeAsync(session);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => house.DeliverAsync(notice)));
        await house.RunDueWorkAsync();

        Assert.Equal(1, receipts.Count(receipt => receipt.Value!.IsNew));
        Assert.Equal(Studio, await house.BalanceAsync(tenant));
    }

    /// <summary>Museum 21: dedupe by the event's id alone would credit both.</summary>
    [Fact]
    public async Task Two_different_events_for_one_payment_credit_once()
    {
        var (tenant, _, session) = await PaidAsync();
        var notice = await house.NoticeAsync(session);

        await Task.WhenAll(house.DeliverAsync(notice), house.DeliverAsync(PurchaseHouse.WithAnotherId(notice)), house.DeliverAsync(PurchaseHouse.WithAnotherId(notice)));
        await house.RunDueWorkAsync();

        Assert.Equal(Studio, await house.BalanceAsync(tenant));
    }

    /// <summary>Museum 30.</summary>
    [Fact]
    public async Task The_buyer_s_page_credits_before_any_notice_came()
    {
        var (tenant, order, session) = await PaidAsync();

        await house.CheckAsync(tenant, order);
        await house.RunDueWorkAsync();
        Assert.Equal(OrderState.Fulfilled, (await house.CheckAsync(tenant, order)).Value!.State);
        await house.DeliverAsync(await house.NoticeAsync(session));
        await house.RunDueWorkAsync();

        Assert.Equal(Studio, await house.BalanceAsync(tenant));
    }

    [Fact]
    public async Task A_notice_that_is_faster_than_the_order_s_own_page_id_is_found_by_the_order()
    {
        var (tenant, order, session) = await PaidAsync();
        await house.ChangeOrderAsync(order, "session_id = null, state = 'Created'");

        await house.DeliverAsync(await house.NoticeAsync(session));
        await house.RunDueWorkAsync();

        Assert.Equal(Studio, await house.BalanceAsync(tenant));
        Assert.Equal(session, await house.SessionOfAsync(order));
    }

    /// <summary>Museum 20 and 23: a first try that fails must neither lose the payment nor block the next.</summary>
    [Fact]
    public async Task When_the_database_refuses_the_first_try_the_next_credits()
    {
        var (tenant, order, session) = await PaidAsync();
        var notice = await house.NoticeAsync(session);
        await house.DeliverAsync(notice);
        await house.ExecuteAsOwnerAsync("revoke insert on billing_lots from kiesaas_platform");
        await house.RunDueWorkAsync();
        await house.ExecuteAsOwnerAsync("grant insert on billing_lots to kiesaas_platform");

        Assert.Equal(Credits.Zero, await house.BalanceAsync(tenant));
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from billing_payments where order_id = $1", order));
        Assert.Equal("Received", await house.ScalarAsync<string>("select state from billing_stripe_events where session_id = $1", session));
        await house.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.False((await house.DeliverAsync(notice)).Value!.IsNew);
        await house.RunDueWorkAsync();

        Assert.Equal(Studio, await house.BalanceAsync(tenant));
        Assert.Equal("Handled", await house.ScalarAsync<string>("select state from billing_stripe_events where session_id = $1", session));
    }

    [Fact]
    public async Task When_the_event_cannot_be_stored_the_provider_is_not_told_that_it_was()
    {
        var (tenant, _, session) = await PaidAsync();
        var notice = await house.NoticeAsync(session);

        await house.ExecuteAsOwnerAsync("revoke insert on billing_stripe_events from kiesaas_platform");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => house.DeliverAsync(notice));
        await house.ExecuteAsOwnerAsync("grant insert on billing_stripe_events to kiesaas_platform");
        await house.DeliverAsync(notice);
        await house.RunDueWorkAsync();

        Assert.Equal(Studio, await house.BalanceAsync(tenant));
    }

    [Fact]
    public async Task When_the_provider_fails_to_answer_the_work_is_tried_again()
    {
        var (tenant, _, session) = await PaidAsync();
        await house.DeliverAsync(await house.NoticeAsync(session));
        await house.PlanAsync(new { kind = "status", status = 500, shouldRetry = false, method = "GET", path = "/v1/checkout/sessions" });

        await house.RunDueWorkAsync();
        Assert.Equal(Credits.Zero, await house.BalanceAsync(tenant));
        await house.AdvanceAsync(TimeSpan.FromSeconds(5));
        await house.RunDueWorkAsync();

        Assert.Equal(Studio, await house.BalanceAsync(tenant));
    }

    [Theory]
    [InlineData("succeeded", OrderState.Fulfilled)]
    [InlineData("failed", OrderState.Failed)]
    public async Task A_debit_credits_when_the_money_came_and_not_before(string outcome, OrderState end)
    {
        var tenant = await house.OpenWorkspaceAsync();
        var (order, session) = await house.OrderAsync(tenant);
        await house.PayAsync(session, "pm_sepa_debit");
        var promised = await house.NoticeAsync(session);

        await house.DeliverAsync(promised);
        await house.RunDueWorkAsync();
        Assert.Equal(OrderState.Processing, (await house.CheckAsync(tenant, order)).Value!.State);
        Assert.Equal(Credits.Zero, await house.BalanceAsync(tenant));

        await house.SettleAsync(session, outcome);
        await house.DeliverAsync(await house.NoticeAsync(session, "checkout.session.async_payment_" + outcome));
        await house.DeliverAsync(PurchaseHouse.WithAnotherId(promised));
        await house.RunDueWorkAsync();

        Assert.Equal(end, (await house.CheckAsync(tenant, order)).Value!.State);
        Assert.Equal(end == OrderState.Fulfilled ? Studio : Credits.Zero, await house.BalanceAsync(tenant));
    }

    [Fact]
    public async Task A_page_that_closed_unpaid_ends_the_order_and_money_that_comes_later_still_counts()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var (order, session) = await house.OrderAsync(tenant);
        await house.AdvanceAsync(TimeSpan.FromMinutes(61));
        await house.DeliverAsync(await house.NoticeAsync(session, "checkout.session.expired"));
        await house.RunDueWorkAsync();
        Assert.Equal(OrderState.Expired, (await house.CheckAsync(tenant, order)).Value!.State);

        var (paidTenant, paidOrder, paidSession) = await PaidAsync();
        await house.ChangeOrderAsync(paidOrder, "state = 'Expired'");
        await house.DeliverAsync(await house.NoticeAsync(paidSession));
        await house.RunDueWorkAsync();

        Assert.Equal(Studio, await house.BalanceAsync(paidTenant));
    }

    /// <summary>S-9: the order's own price decides, not what a notice says.</summary>
    [Theory]
    [InlineData("usd", 100)]
    [InlineData("eur", 2500)]
    public async Task A_payment_that_does_not_fit_its_order_grants_nothing_and_waits_for_staff(string currency, long amount)
    {
        var tenant = await house.OpenWorkspaceAsync();
        var order = await OrderWithoutPageAsync(tenant);
        var session = await OpenForeignPageAsync(order, currency, amount);

        await house.PayAsync(session, amount: amount);
        await house.DeliverAsync(await house.NoticeAsync(session));
        await house.DeliverAsync(PurchaseHouse.WithAnotherId(await house.NoticeAsync(session)));
        await house.RunDueWorkAsync();

        var view = (await house.CheckAsync(tenant, order)).Value!;
        Assert.Equal((OrderState.Failed, true), (view.State, view.NeedsReview));
        Assert.Equal(Credits.Zero, await house.BalanceAsync(tenant));
        Assert.Equal($"{currency} {amount}", await house.ScalarAsync<string>("select currency || ' ' || sum(amount_minor) from billing_payments where order_id = $1 group by currency", order));
    }

    [Fact]
    public async Task A_second_page_that_names_a_paid_order_grants_nothing_more()
    {
        var (tenant, order, session) = await PaidAsync();
        await house.DeliverAsync(await house.NoticeAsync(session));
        await house.RunDueWorkAsync();
        var second = await OpenForeignPageAsync(order, "usd", 2500);

        await house.PayAsync(second);
        await house.DeliverAsync(await house.NoticeAsync(second));
        await house.RunDueWorkAsync();

        Assert.Equal(Studio, await house.BalanceAsync(tenant));
    }

    /// <summary>Museum 29 and S-13.</summary>
    [Fact]
    public async Task With_the_webhook_switched_off_the_reconciler_finds_every_payment()
    {
        var (tenant, _, _) = await PaidAsync();
        var debtor = await house.OpenWorkspaceAsync();
        var (failing, debit) = await house.OrderAsync(debtor);
        await house.PayAsync(debit, "pm_sepa_debit");
        await house.SettleAsync(debit, "failed");
        var unopened = await OrderWithoutPageAsync(debtor);

        await house.ReconcileAsync();
        await house.RunDueWorkAsync();
        Assert.Equal(Studio, await house.BalanceAsync(tenant));

        await house.AdvanceAsync(TimeSpan.FromMinutes(61));
        await house.ReconcileAsync();
        await house.RunDueWorkAsync();

        Assert.Equal(Studio, await house.BalanceAsync(tenant));
        Assert.Equal(OrderState.Failed, (await house.CheckAsync(debtor, failing)).Value!.State);
        Assert.Equal(OrderState.Expired, (await house.CheckAsync(debtor, unopened)).Value!.State);
        Assert.Equal(Credits.Zero, await house.BalanceAsync(debtor));
    }

    /// <summary>Museum 17.</summary>
    [Fact]
    public async Task A_notice_that_is_not_signed_with_our_secret_writes_nothing()
    {
        var (tenant, _, session) = await PaidAsync();
        var notice = await house.NoticeAsync(session);
        var altered = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(notice).Replace("2500", "9900", StringComparison.Ordinal));
        var before = await EventsAsync();

        Assert.Equal(RefusalKind.Invalid, (await house.DeliverAsync(notice, house.Sign(notice, "whsec_somebody_else"))).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await house.DeliverAsync(notice, house.Sign(notice, ""))).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await house.DeliverAsync(notice, "")).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await house.DeliverAsync(altered, house.Sign(notice))).Refusal!.Kind);

        Assert.Equal(before, await EventsAsync());
        await house.RunDueWorkAsync();
        Assert.Equal(Credits.Zero, await house.BalanceAsync(tenant));
    }

    [Fact]
    public async Task Kinds_that_mean_nothing_to_us_are_kept_and_left_alone()
    {
        var body = Encoding.UTF8.GetBytes("""{"id":"evt_other","type":"customer.created","created":1795000000,"data":{"object":{"object":"customer","id":"cus_1"}}}""");

        Assert.True((await house.DeliverAsync(body)).Value!.IsNew);

        Assert.Equal("Ignored", await house.ScalarAsync<string>("select state from billing_stripe_events where id = 'evt_other'"));
    }

    /// <summary>S-9 and S-12: the same seed makes the same schedule.</summary>
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public async Task Any_interleaving_of_notices_returns_and_reconcilers_credits_once(int seed)
    {
        var random = new Random(seed);
        var tenant = await house.OpenWorkspaceAsync();
        var (order, session) = await house.OrderAsync(tenant);
        await house.CheckAsync(tenant, order);
        await house.PayAsync(session);
        var notice = await house.NoticeAsync(session);
        List<Func<Task>> steps =
        [
            .. Enumerable.Range(0, random.Next(1, 6)).Select(i => (Func<Task>)(() => house.DeliverAsync(i % 2 == 0 ? notice : PurchaseHouse.WithAnotherId(notice)))),
            .. Enumerable.Repeat<Func<Task>>(() => house.CheckAsync(tenant, order), random.Next(0, 4)),
            .. Enumerable.Repeat<Func<Task>>(house.ReconcileAsync, random.Next(0, 3)),
            .. Enumerable.Repeat<Func<Task>>(house.RunDueWorkAsync, random.Next(1, 5)),
            .. Enumerable.Repeat<Func<Task>>(() => house.AdvanceAsync(TimeSpan.FromSeconds(10)), 2),
        ];
        var shuffled = steps.ToArray();
        random.Shuffle(shuffled);

        foreach (var atOnce in shuffled.Chunk(random.Next(1, 5)))
        {
            await Task.WhenAll(atOnce.Select(step => step()));
        }

        await house.RunDueWorkAsync();
        Assert.Equal(Studio, await house.BalanceAsync(tenant));
        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from billing_payments where order_id = $1", order));
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from work_items where last_error is not null"));
    }

    private async Task<(TenantId Tenant, Guid Order, string Session)> PaidAsync()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var (order, session) = await house.OrderAsync(tenant);
        await house.PayAsync(session);
        return (tenant, order, session);
    }

    /// <summary>Written down while the provider did not answer.</summary>
    private async Task<Guid> OrderWithoutPageAsync(TenantId tenant)
    {
        var intent = Guid.CreateVersion7();
        await house.PlanAsync(new { kind = "status", status = 503, shouldRetry = false, method = "POST", path = "/v1/checkout/sessions" });
        Assert.Equal(BillingRefusals.PaymentsUnavailable, (await house.BuyAsync(tenant, intent: intent)).Refusal);
        return await house.ScalarAsync<Guid>("select id from billing_orders where intent_id = $1", intent);
    }

    private async Task<string> OpenForeignPageAsync(Guid order, string currency, long amount)
    {
        var form = Stripe.StripeSandboxFixture.Form(
            ("client_reference_id", order.ToString()),
            ("line_items[0][price_data][currency]", currency),
            ("line_items[0][price_data][unit_amount]", amount.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var (status, body) = await house.CallAsync("/v1/checkout/sessions", form);
        Assert.True(status == 200, body);
        return (string)System.Text.Json.Nodes.JsonNode.Parse(body)!["id"]!;
    }

    private Task<long> EventsAsync() => house.ScalarAsync<long>("select count(*) from billing_stripe_events");
}
