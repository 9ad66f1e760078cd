using KieSaaS.Billing;
using KieSaaS.Kernel;
using KieSaaS.Mail;
using KieSaaS.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Billing;

/// <summary>Ordering a pack: failure museum 27 and 28 (one intent, one order, one payment page), S-4 and S-15.</summary>
public sealed class BuyCreditsTests(PurchaseHouse house) : IClassFixture<PurchaseHouse>
{
    [Fact]
    public async Task A_pack_is_ordered_paid_and_credited_with_its_bonus()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var (order, session) = await house.OrderAsync(tenant);

        Assert.Equal(OrderState.AwaitingPayment, (await house.CheckAsync(tenant, order)).Value!.State);
        await house.PayAsync(session);
        var (body, signature) = await house.AsSentAsync(session);
        Assert.True((await house.DeliverAsync(body, signature)).Value!.IsNew);
        await house.RunDueWorkAsync();

        var view = (await house.CheckAsync(tenant, order)).Value!;
        Assert.Equal((OrderState.Fulfilled, Credits.Of(2_500), Credits.Of(250)), (view.State, view.Credits, view.Bonus));
        Assert.Equal(Credits.Of(2_750), await house.BalanceAsync(tenant));
        var mail = await house.AsPlatformAsync((ReadMailbox mailbox) => mailbox.RunAsync(CancellationToken.None));
        Assert.Single(mail, item => item.To == "anna@example.com" && item.Text.Contains("2,750", StringComparison.Ordinal) && item.Text.Contains(order.ToString(), StringComparison.Ordinal));
        Assert.Equal(new ListLedger.Total(2, Credits.Of(2_750)), await house.AsMemberAsync(tenant, (ListLedger list) => list.SumAsync(null, CancellationToken.None)));
        Assert.Equal(new ListLedger.Total(1, Credits.Of(250)), await house.AsMemberAsync(tenant, (ListLedger list) => list.SumAsync(LedgerKind.Grant, CancellationToken.None)));
        var ledger = await house.AsMemberAsync(tenant, (ListLedger list) => list.RunAsync(null, null, CancellationToken.None));
        Assert.Equal([($"order:{order:n}:bonus", LedgerKind.Grant), ($"order:{order:n}", LedgerKind.Purchase)], ledger.Lines.Select(line => (line.Cause, line.Kind)));
        Assert.Equal(2500L, await house.ScalarAsync<long>("select sum(amount_minor)::bigint from billing_payments where order_id = $1", order));
        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from audit_entries where action = 'order.fulfilled' and tenant_id = $1", tenant.Value));
    }

    [Fact]
    public async Task Pressing_twice_and_loading_again_is_one_order_and_one_page()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var intent = Guid.CreateVersion7();

        var pressed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.BuyAsync(tenant, intent: intent)));
        var reloaded = await house.BuyAsync(tenant, intent: intent);

        // Whoever came while the first was still talking to the provider may be told to try again; nobody gets another order.
        var answers = pressed.Append(reloaded).Where(answer => answer.Succeeded).Select(answer => answer.Value!).Distinct().ToList();
        Assert.Single(answers);
        Assert.True(reloaded.Succeeded);
        Assert.Equal(1L, await house.ScalarAsync<long>("select count(*) from billing_orders where tenant_id = $1", tenant.Value));
    }

    [Fact]
    public async Task A_lost_answer_is_repeated_with_the_same_key_and_the_same_body()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var intent = Guid.CreateVersion7();
        await house.PlanAsync(new { kind = "lose-response", method = "POST", path = "/v1/checkout/sessions", times = 2 });

        var lost = await house.BuyAsync(tenant, intent: intent);
        await house.ClearFaultsAsync();
        var again = await house.BuyAsync(tenant, intent: intent);

        Assert.Equal(RefusalKind.TryLater, lost.Refusal!.Kind);
        var order = again.Value!.OrderId;
        var sent = (await house.RequestsAsync()).Where(one => one.ToJsonString().Contains(order.ToString(), StringComparison.Ordinal)).ToList();
        Assert.Equal(3, sent.Count);
        Assert.Single(sent.Select(one => (string?)one["headers"]!["Idempotency-Key"]).Distinct());
        Assert.Single(sent.Select(one => one["parameters"]!.ToJsonString()).Distinct());
    }

    [Fact]
    public async Task An_order_keeps_what_it_sold_when_the_offer_changes()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var gone = new Packs([new Pack("gone", "Gone tomorrow", Credits.Of(7), Credits.Of(1), new Money(300, Currency.Usd))]);
        var bought = await house.AsMemberAsync(tenant, (IServiceProvider services) =>
            ActivatorUtilities.CreateInstance<BuyCredits>(services, gone).RunAsync(PurchaseHouse.Question("gone", null), CancellationToken.None));
        var session = await house.SessionOfAsync(bought.Value!.OrderId);

        await house.PayAsync(session, amount: 300);
        await house.DeliverAsync(await house.NoticeAsync(session));
        await house.RunDueWorkAsync();

        Assert.Equal(Credits.Of(8), await house.BalanceAsync(tenant));
    }

    [Fact]
    public async Task What_cannot_be_bought_is_refused_and_orders_nothing()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var intent = Guid.CreateVersion7();

        Assert.Equal(BillingRefusals.PackUnknown, (await house.BuyAsync(tenant, "moon")).Refusal);
        Assert.Equal(BillingRefusals.LiveOnly, (await house.BuyAsync(tenant, mode: Mode.Test)).Refusal);
        Assert.Equal(BillingRefusals.MayNotBuy, (await house.BuyAsync(tenant, role: Role.Developer)).Refusal);
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from billing_orders where tenant_id = $1", tenant.Value));

        Assert.True((await house.BuyAsync(tenant, intent: intent)).Succeeded);
        Assert.Equal(BillingRefusals.IntentReused, (await house.BuyAsync(tenant, "starter", intent)).Refusal);
    }

    [Fact]
    public async Task A_provider_that_is_down_is_said_so_and_the_order_waits()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var intent = Guid.CreateVersion7();
        await house.PlanAsync(new { kind = "status", status = 503, shouldRetry = false, path = "/v1/checkout/sessions" });

        Assert.Equal(BillingRefusals.PaymentsUnavailable, (await house.BuyAsync(tenant, intent: intent)).Refusal);
        Assert.True((await house.BuyAsync(tenant, intent: intent)).Succeeded);

        await house.PlanAsync(new { kind = "status", status = 503, shouldRetry = false, path = "/v1/checkout/sessions" });
        var late = Guid.CreateVersion7();
        Assert.Equal(BillingRefusals.PaymentsUnavailable, (await house.BuyAsync(tenant, intent: late)).Refusal);
        await house.AdvanceAsync(TimeSpan.FromMinutes(45));
        Assert.Equal(BillingRefusals.OrderTooOld, (await house.BuyAsync(tenant, intent: late)).Refusal);
    }

    [Fact]
    public async Task Another_tenant_s_order_is_as_unknown_as_none()
    {
        var (mine, other) = (await house.OpenWorkspaceAsync(), await house.OpenWorkspaceAsync());
        var (order, _) = await house.OrderAsync(mine);

        Assert.Equal(BillingRefusals.OrderNotFound, (await house.CheckAsync(other, order)).Refusal);
        Assert.Equal(BillingRefusals.OrderNotFound, (await house.CheckAsync(other, Guid.NewGuid())).Refusal);
        Assert.True((await house.CheckAsync(mine, order, Mode.Test)).Succeeded);
        Assert.Empty((await house.AsMemberAsync(other, (ListOrders list) => list.RunAsync(null, CancellationToken.None))).Orders);
        Assert.Single((await house.AsMemberAsync(mine, (ListOrders list) => list.RunAsync(null, CancellationToken.None))).Orders);
    }

    [Fact]
    public async Task Orders_are_listed_newest_first_a_page_at_a_time()
    {
        var tenant = await house.OpenWorkspaceAsync();
        for (var i = 0; i < 21; i++)
        {
            await house.OrderAsync(tenant, "starter");
        }

        var first = await house.AsMemberAsync(tenant, (ListOrders list) => list.RunAsync(null, CancellationToken.None));
        var second = await house.AsMemberAsync(tenant, (ListOrders list) => list.RunAsync(first.Next, CancellationToken.None));

        Assert.Equal((20, 1, (Guid?)null), (first.Orders.Count, second.Orders.Count, second.Next));
        Assert.Equal(21, first.Orders.Concat(second.Orders).Select(order => order.Id).Distinct().Count());
        Assert.True(first.Orders[0].CreatedAt > second.Orders[0].CreatedAt);
    }

    [Fact]
    public async Task Test_credits_are_refilled_once_a_minute_and_in_test_mode_only()
    {
        var tenant = await house.OpenWorkspaceAsync();
        var before = await house.BalanceAsync(tenant, Mode.Test);
        Task<Result<Credits>> RefillAsync(Mode mode = Mode.Test, Role role = Role.Developer) =>
            house.AsMemberAsync(tenant, (RefillTestCredits refill) => refill.RunAsync(CancellationToken.None), role, mode);

        var pressed = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RefillAsync()));

        // The minute may turn over between the first press and the last.
        Assert.InRange(pressed.Count(answer => answer.Succeeded), 1, 2);
        Assert.Equal(BillingRefusals.TestOnly, (await RefillAsync(Mode.Live)).Refusal);
        Assert.Equal(BillingRefusals.MayNotRefill, (await RefillAsync(role: Role.Viewer)).Refusal);
        await house.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(Credits.Of(100), (await RefillAsync()).Value);
        Assert.Equal(before + Credits.Of(100 * (1 + pressed.Count(answer => answer.Succeeded))), await house.BalanceAsync(tenant, Mode.Test));
        Assert.Equal(Credits.Zero, await house.BalanceAsync(tenant));
    }
}
