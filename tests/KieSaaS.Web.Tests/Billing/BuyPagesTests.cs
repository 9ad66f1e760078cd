using System.Net;
using System.Text;
using System.Text.Json;
using KieSaaS.Kernel;
using KieSaaS.Tenancy;

namespace KieSaaS.Web.Tests.Billing;

public sealed class BuyPagesTests(BillingHost host) : IClassFixture<BillingHost>
{
    [Fact]
    public async Task A_pack_is_bought_from_the_page_and_arrives_on_the_order_s_page_and_in_the_ledger()
    {
        var tenant = await host.House.OpenWorkspaceAsync();
        var browser = host.Browser(tenant);

        var packs = await browser.GetAsync("/app/billing");
        var bought = await BillingHost.SendFormAsync(browser, "/app/billing", "/app/billing/buy", "value=\"studio\"");

        Assert.Equal(HttpStatusCode.SeeOther, bought.StatusCode);
        Assert.StartsWith(host.House.Sandbox.Address.AbsoluteUri, bought.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains($"form-action 'self' {host.House.Sandbox.Address.GetLeftPart(UriPartial.Authority)}", packs.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var order = await host.House.ScalarAsync<Guid>("select id from billing_orders where tenant_id = $1", tenant.Value);
        var session = await host.House.ScalarAsync<string>("select session_id from billing_orders where id = $1", order);
        Assert.Contains("data-order-state=\"awaiting\"", await browser.GetStringAsync($"/app/billing/orders/{order}"), StringComparison.Ordinal);

        await host.House.PayAsync(session, 2500);
        Assert.Equal(HttpStatusCode.OK, (await PostNoticeAsync(Notice("evt_" + order.ToString("n"), session))).StatusCode);
        await host.House.RunDueWorkAsync();

        Assert.Contains("data-order-state=\"fulfilled\"", await browser.GetStringAsync($"/app/billing/orders/{order}"), StringComparison.Ordinal);
        Assert.Contains("Credited", await browser.GetStringAsync("/app/billing"), StringComparison.Ordinal);
        Assert.Contains("Sum of 2 lines", await browser.GetStringAsync("/app/ledger"), StringComparison.Ordinal);
        Assert.Contains("Sum of 1 line<", await browser.GetStringAsync("/app/ledger?kind=Purchase"), StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/app/billing/orders/{order}\">A paid order</a>", await browser.GetStringAsync("/app/ledger/1"), StringComparison.Ordinal);
        Assert.Contains("The bonus of a paid order", await browser.GetStringAsync("/app/ledger/2"), StringComparison.Ordinal);
        var file = (await browser.GetStringAsync("/app/ledger.csv?kind=Purchase")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, file.Length);
        Assert.Contains($",Purchase,Studio,2500.0,2500.0,order:{order:n},", file[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_tenant_s_order_and_ledger_line_are_not_found()
    {
        var (mine, other) = (await host.House.OpenWorkspaceAsync(Credits.Of(1)), await host.House.OpenWorkspaceAsync());
        await BillingHost.SendFormAsync(host.Browser(mine), "/app/billing", "/app/billing/buy");
        var order = await host.House.ScalarAsync<Guid>("select id from billing_orders where tenant_id = $1", mine.Value);

        Assert.Equal(HttpStatusCode.OK, (await host.Browser(mine).GetAsync($"/app/billing/orders/{order}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser(other).GetAsync($"/app/billing/orders/{order}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Browser(mine).GetAsync("/app/ledger/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser(other).GetAsync("/app/ledger/1")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Browser().GetAsync("/app/billing")).StatusCode);
    }

    [Fact]
    public async Task Who_may_not_buy_sees_the_packs_without_buttons_and_a_forged_form_buys_nothing()
    {
        var tenant = await host.House.OpenWorkspaceAsync();
        var viewer = await host.Browser(tenant, Role.Viewer).GetStringAsync("/app/billing");
        var forged = await host.Browser(tenant).PostAsync("/app/billing/buy", new FormUrlEncodedContent([new("pack", "studio"), new("intent", Guid.NewGuid().ToString())]));

        Assert.Contains("Agency", viewer, StringComparison.Ordinal);
        Assert.DoesNotContain("/app/billing/buy", viewer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(0L, await host.House.ScalarAsync<long>("select count(*) from billing_orders where tenant_id = $1", tenant.Value));
    }

    [Fact]
    public async Task Test_mode_refills_instead_of_selling_in_both_languages()
    {
        var tenant = await host.House.OpenWorkspaceAsync();
        var browser = host.Browser(tenant, mode: Mode.Test);

        var refilled = await BillingHost.SendFormAsync(browser, "/app/billing", "/app/billing/refill");
        var russian = await host.Browser(tenant, mode: Mode.Test, language: "ru").GetStringAsync("/app/billing?refused=billing.refilled-already");

        Assert.Equal("/app/billing?refilled=true", refilled.Headers.Location!.OriginalString);
        Assert.DoesNotContain("/app/billing/buy", russian, StringComparison.Ordinal);
        Assert.Contains("Тестовые кредиты уже пополнялись", WebUtility.HtmlDecode(russian), StringComparison.Ordinal);
        Assert.DoesNotContain("error-summary", await browser.GetStringAsync("/app/billing?refused=packs.title"), StringComparison.Ordinal);
    }

    /// <summary>Failure museum 17, 19 and 20.</summary>
    [Fact]
    public async Task A_notice_is_refused_when_it_is_too_large_or_not_signed_and_asked_for_again_when_it_cannot_be_kept()
    {
        var large = new byte[5 * 1024 * 1024];
        using var unnamed = new StreamContent(new UnseekableStream(large));
        var notice = Notice("evt_kept", "cs_test_none");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostNoticeAsync(large)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await host.Browser().PostAsync("/webhooks/stripe", unnamed)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostNoticeAsync(notice, "t=1,v1=00")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Browser().PostAsync("/webhooks/stripe", null)).StatusCode);
        Assert.Equal(0L, await host.House.ScalarAsync<long>("select count(*) from billing_stripe_events where id = 'evt_kept'"));

        await host.House.ExecuteAsOwnerAsync("revoke insert on billing_stripe_events from kiesaas_platform");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await PostNoticeAsync(notice)).StatusCode);
        await host.House.ExecuteAsOwnerAsync("grant insert on billing_stripe_events to kiesaas_platform");
        Assert.Equal(HttpStatusCode.OK, (await PostNoticeAsync(notice)).StatusCode);
        Assert.Equal(1L, await host.House.ScalarAsync<long>("select count(*) from billing_stripe_events where id = 'evt_kept'"));
    }

    private async Task<HttpResponseMessage> PostNoticeAsync(byte[] body, string? signature = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.Add("Stripe-Signature", signature ?? host.House.Sign(body));
        return await host.Browser().PostAsync("/webhooks/stripe", content);
    }

    private byte[] Notice(string id, string session) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
    {
        id,
        type = "checkout.session.completed",
        created = host.House.Clock.GetUtcNow().ToUnixTimeSeconds(),
        data = new { @object = new { @object = "checkout.session", id = session } },
    }));

    /// <summary>A body whose length nobody knows beforehand.</summary>
    private sealed class UnseekableStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
