using System.Net;
using System.Text;
using KieSaaS.Billing;
using KieSaaS.Billing.Stripe;
using Microsoft.Extensions.DependencyInjection;

namespace KieSaaS.Tests.Billing.Stripe;

public sealed class StripePaymentsTests(StripeSandboxFixture stripe) : IClassFixture<StripeSandboxFixture>, IAsyncLifetime
{
    private static CancellationToken Ct => StripeSandboxFixture.Ct;

    public async ValueTask InitializeAsync() => await stripe.Sandbox.Http.DeleteAsync("/_sandbox/stripe/faults", Ct);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_page_is_opened_paid_and_read_in_our_words()
    {
        var order = StripeSandboxFixture.Order();
        var page = await stripe.Payments.OpenCheckoutAsync(order, Ct);
        Assert.Equal(order.ExpiresAt.ToUnixTimeSeconds(), page.ExpiresAt.ToUnixTimeSeconds());
        var open = await stripe.Payments.ReadCheckoutAsync(page.SessionId, Ct);
        Assert.Equal(
            new CheckoutState(page.SessionId, CheckoutStatus.Open, PaymentStatus.Unpaid, order.Price, order.OrderId, null, page.ExpiresAt),
            open);

        await stripe.ConfirmAsync(page.SessionId);
        var paid = await stripe.Payments.ReadCheckoutAsync(page.SessionId, Ct);
        Assert.Equal((CheckoutStatus.Complete, PaymentStatus.Paid), (paid.Status, paid.PaymentStatus));
        Assert.StartsWith("pi_", paid.PaymentIntentId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_and_the_payment_both_carry_order_and_tenant()
    {
        var order = StripeSandboxFixture.Order();
        var page = await stripe.Payments.OpenCheckoutAsync(order, Ct);
        await stripe.ConfirmAsync(page.SessionId);
        var (_, session) = await stripe.GetAsync($"/v1/checkout/sessions/{page.SessionId}?expand[]=payment_intent.latest_charge");
        foreach (var metadata in new[] { session["metadata"]!, session["payment_intent"]!["metadata"]!, session["payment_intent"]!["latest_charge"]!["metadata"]! })
        {
            Assert.Equal(order.OrderId.ToString(), (string)metadata["order_id"]!);
            Assert.Equal(order.TenantId.ToString(), (string)metadata["tenant_id"]!);
        }

        Assert.Equal("https://portal.example/billing/return?tab=packs&session_id={CHECKOUT_SESSION_ID}", (string)session["success_url"]!);
    }

    [Fact]
    public async Task The_lines_come_with_the_session()
    {
        var page = await stripe.Payments.OpenCheckoutAsync(StripeSandboxFixture.Order(), Ct);
        var line = Assert.Single((await stripe.Client.RetrieveCheckoutSessionAsync(page.SessionId, Ct)).LineItems!.Data);
        Assert.Equal(("1,000 credits & 10 % more", 2500L, 1L), (line.Description, line.AmountTotal, line.Quantity));
    }

    [Fact]
    public async Task A_lost_answer_and_a_retry_make_one_session()
    {
        var order = StripeSandboxFixture.Order();
        await stripe.PlanAsync(new { kind = "lose-response", method = "POST", path = "/v1/checkout/sessions", times = 2 });
        var page = await stripe.Payments.OpenCheckoutAsync(order, Ct);
        Assert.Equal([page.SessionId], await SessionsOfAsync(order));

        var attempts = (await stripe.RequestsAsync()).Where(request => (string?)request!["parameters"]!["client_reference_id"] == order.OrderId.ToString()).ToList();
        Assert.Equal(3, attempts.Count);
        Assert.Single(attempts.Select(attempt => (string)attempt!["headers"]!["Idempotency-Key"]!).Distinct());
        Assert.Single(attempts.Select(attempt => attempt!["parameters"]!.ToJsonString()).Distinct());
    }

    [Theory]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_passing_trouble_is_waited_out(int status)
    {
        var order = StripeSandboxFixture.Order();
        await stripe.PlanAsync(new { kind = "status", status, times = 3 });
        var page = await stripe.Payments.OpenCheckoutAsync(order, Ct);
        Assert.Equal([page.SessionId], await SessionsOfAsync(order));
    }

    [Fact]
    public async Task A_lasting_trouble_is_reported_after_four_attempts()
    {
        await stripe.PlanAsync(new { kind = "status", status = 503, times = 9 });
        var before = (await stripe.RequestsAsync()).Count;
        var failure = await Assert.ThrowsAsync<StripeException>(() => stripe.Client.RetrieveEventAsync("evt_1", Ct));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "api_error", true), (failure.Status, failure.Type, failure.MayRetry));
        Assert.Equal(before + 4, (await stripe.RequestsAsync()).Count);
    }

    [Fact]
    public async Task Stripes_advice_not_to_retry_is_followed()
    {
        await stripe.PlanAsync(new { kind = "status", status = 500, shouldRetry = false, times = 1 });
        var before = (await stripe.RequestsAsync()).Count;
        var failure = await Assert.ThrowsAsync<StripeException>(() => stripe.Client.RetrieveEventAsync("evt_1", Ct));
        Assert.False(failure.MayRetry);
        Assert.Equal(before + 1, (await stripe.RequestsAsync()).Count);
    }

    [Fact]
    public async Task A_refusal_is_never_retried_and_names_the_field()
    {
        var before = (await stripe.RequestsAsync()).Count;
        var order = StripeSandboxFixture.Order() with { ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(5) };
        var failure = await Assert.ThrowsAsync<StripeException>(() => stripe.Payments.OpenCheckoutAsync(order, Ct));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request_error", "expires_at", false), (failure.Status, failure.Type, failure.Param, failure.MayRetry));
        Assert.StartsWith("req_", failure.RequestId, StringComparison.Ordinal);
        Assert.Equal(before + 1, (await stripe.RequestsAsync()).Count);

        var missing = await Assert.ThrowsAsync<StripeException>(() => stripe.Payments.ReadCheckoutAsync("cs_test_none", Ct));
        Assert.Equal(("resource_missing", HttpStatusCode.NotFound), (missing.Code, missing.Status));
    }

    [Fact]
    public async Task Nobody_at_the_address_is_a_connection_error()
    {
        await using var services = StripeSandboxFixture.Services(new Uri("http://127.0.0.1:1"));
        var failure = await Assert.ThrowsAsync<StripeException>(() => services.GetRequiredService<StripeClient>().RetrieveEventAsync("evt_1", Ct));
        Assert.Equal((StripeException.Connection, true, (HttpStatusCode?)null), (failure.Type, failure.MayRetry, failure.Status));
        Assert.DoesNotContain("sk_test", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_tried_again()
    {
        await using var services = StripeSandboxFixture.Services(stripe.Sandbox.Address, ("Stripe:AttemptTimeout", "00:00:01"));
        await stripe.PlanAsync(new { kind = "latency", milliseconds = 3000, path = "/v1/events" });
        Assert.Empty((await services.GetRequiredService<StripeClient>().ListEventsAsync(new ListEvents { Types = ["charge.captured"] }, Ct)).Data);
    }

    [Fact]
    public async Task A_language_stripe_does_not_speak_becomes_the_browsers_choice()
    {
        var order = StripeSandboxFixture.Order(language: "eo");
        var page = await stripe.Payments.OpenCheckoutAsync(order, Ct);
        var (_, session) = await stripe.GetAsync("/v1/checkout/sessions/" + page.SessionId);
        Assert.Equal("auto", (string)session["locale"]!);
    }

    [Fact]
    public async Task A_signed_notice_is_read_and_any_other_is_refused()
    {
        await using var catcher = await WebhookCatcher.StartAsync();
        await stripe.RegisterAsync(catcher.Address);
        var page = await stripe.Payments.OpenCheckoutAsync(StripeSandboxFixture.Order(), Ct);
        await stripe.ConfirmAsync(page.SessionId);
        var caught = (await catcher.WaitAsync(all => all.Any(one => one.Type == "checkout.session.completed"))).First(one => one.Type == "checkout.session.completed");

        var notice = stripe.Payments.ReadNotice(caught.Body, caught.Signature).Value!;
        Assert.Equal((caught.Id, "checkout.session.completed", page.SessionId), (notice.EventId, notice.Kind, notice.SessionId));
        Assert.Equal("payments.signature", stripe.Payments.ReadNotice(caught.Body, null).Refusal!.Code);
        Assert.Equal("payments.signature", stripe.Payments.ReadNotice(Encoding.UTF8.GetBytes(caught.Json.ToJsonString() + " "), caught.Signature).Refusal!.Code);
    }

    private async Task<List<string>> SessionsOfAsync(CheckoutRequest order)
    {
        var (_, list) = await stripe.GetAsync("/v1/checkout/sessions?limit=100");
        return [.. list["data"]!.AsArray().Where(session => (string?)session!["client_reference_id"] == order.OrderId.ToString()).Select(session => (string)session!["id"]!)];
    }
}
