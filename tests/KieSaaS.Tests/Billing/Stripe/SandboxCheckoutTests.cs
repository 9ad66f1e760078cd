using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Tests.Billing.Stripe;

/// <summary>Sessions, the hosted page and idempotency keys behave as Stripe's do.</summary>
public sealed class SandboxCheckoutTests(StripeSandboxFixture stripe) : IClassFixture<StripeSandboxFixture>, IAsyncLifetime
{
    private static CancellationToken Ct => StripeSandboxFixture.Ct;

    private static readonly Dictionary<string, string> Card = new()
    {
        ["expected_amount"] = "2500",
        ["method"] = "card",
        ["email"] = "anna@example.com",
        ["number"] = "4242 4242 4242 4242",
        ["expiry"] = "12 / 34",
        ["cvc"] = "123",
    };

    public async ValueTask InitializeAsync() => await stripe.Sandbox.Http.DeleteAsync("/_sandbox/stripe/faults", Ct);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_page_takes_the_money_waits_for_the_shop_and_leads_back()
    {
        await using var catcher = await WebhookCatcher.StartAsync();
        await stripe.RegisterAsync(catcher.Address);
        var id = await OpenAsync();
        var answer = await SubmitAsync(id, Card);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("https://portal.example/return?s=" + id, answer.Headers.Location!.OriginalString);
        Assert.Contains(catcher.All, one => one.Type == "checkout.session.completed");
        Assert.Equal(("complete", "paid"), await StateAsync(id));
        Assert.Contains("complete", await ShowAsync(id), StringComparison.Ordinal);

        // Else the other payers of this class would wait for a shop that is gone.
        Assert.Equal(200, (await stripe.CallAsync(HttpMethod.Delete, "/v1/webhook_endpoints/we_sandbox_default")).Status);
    }

    [Fact]
    public async Task The_page_shows_merchant_lines_total_and_the_way_back_in_the_language_of_the_session()
    {
        var html = await ShowAsync(await OpenAsync(("locale", "ru"), ("line_items[0][quantity]", "3"), ("branding_settings[display_name]", "Студия <b>"), ("customer_email", "anna@example.com")));
        var text = WebUtility.HtmlDecode(html);
        Assert.Contains("lang=\"ru\"", html, StringComparison.Ordinal);
        Assert.Contains("Оплатить 75,00\u00a0$", text, StringComparison.Ordinal);
        Assert.Contains("Количество: 3", text, StringComparison.Ordinal);
        Assert.Contains("anna@example.com", text, StringComparison.Ordinal);
        Assert.Contains("https://portal.example/cancel", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4000000000000002", "declined")]
    [InlineData("4000 0000 0000 9995", "insufficient funds")]
    [InlineData("4111111111111111", "not a test card")]
    [InlineData("4000000000009995", "недостаточно средств.", "ru")]
    public async Task A_declined_card_says_why_and_leaves_the_session_open(string number, string why, string locale = "en")
    {
        var id = await OpenAsync(("locale", locale));
        var answer = await SubmitAsync(id, Card, ("number", number));
        Assert.Equal(HttpStatusCode.PaymentRequired, answer.StatusCode);
        Assert.Contains(why, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct)), StringComparison.Ordinal);
        Assert.Equal(("open", "unpaid"), await StateAsync(id));
        Assert.Equal(HttpStatusCode.Redirect, (await SubmitAsync(id, Card)).StatusCode);
    }

    [Theory]
    [InlineData("expected_amount", "2400")]
    [InlineData("expected_amount", "a lot")]
    [InlineData("number", "12")]
    [InlineData("expiry", "01 / 20")]
    [InlineData("cvc", "x")]
    [InlineData("email", "anna")]
    public async Task A_wrong_field_takes_nothing(string field, string value)
    {
        var id = await OpenAsync();
        var answer = await SubmitAsync(id, Card, (field, value));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(("open", "unpaid"), await StateAsync(id));
    }

    [Fact]
    public async Task A_challenge_can_be_failed_and_then_accepted()
    {
        var id = await OpenAsync();
        foreach (var (outcome, location) in new[] { ("fail", $"/c/pay/{id}"), ("accept", "https://portal.example/return?s=" + id) })
        {
            var asked = await SubmitAsync(id, Card, ("number", "4000002500003155"));
            Assert.Equal($"/c/pay/{id}/challenge", asked.Headers.Location!.OriginalString);
            Assert.Contains("3155", await stripe.Sandbox.Http.GetStringAsync($"/c/pay/{id}/challenge", Ct), StringComparison.Ordinal);
            var answered = await PostAsync($"/c/pay/{id}/challenge", new() { ["outcome"] = outcome });
            Assert.Equal(location, answered.Headers.Location!.OriginalString);
        }

        Assert.Equal(("complete", "paid"), await StateAsync(id));
    }

    [Theory]
    [InlineData("succeeded", "paid")]
    [InlineData("failed", "unpaid")]
    public async Task A_debit_completes_unpaid_and_is_settled_later(string outcome, string paymentStatus)
    {
        var id = await OpenAsync();
        await SubmitAsync(id, Card, ("method", "sepa_debit"), ("iban", "AT61 1904 3002 3457 3201"));
        Assert.Equal(("complete", "unpaid"), await StateAsync(id));
        Assert.Equal(HttpStatusCode.OK, (await stripe.SettleAsync(id, outcome)).StatusCode);
        Assert.Equal(("complete", paymentStatus), await StateAsync(id));
        Assert.Equal(HttpStatusCode.Conflict, (await stripe.SettleAsync(id, outcome)).StatusCode);
        var (_, events) = await stripe.GetAsync("/v1/events?type=checkout.session.async_payment_" + outcome);
        Assert.Equal(id, (string)events["data"]![0]!["data"]!["object"]!["id"]!);
    }

    [Fact]
    public async Task A_session_expires_by_the_virtual_clock_and_can_no_longer_be_paid()
    {
        var id = await OpenAsync();
        await stripe.Sandbox.AdvanceAsync(TimeSpan.FromHours(25));
        Assert.Equal(("expired", "unpaid"), await StateAsync(id));
        Assert.Equal(400, (await stripe.ConfirmAsync(id)).Status);
        Assert.Contains("expired", await ShowAsync(id), StringComparison.Ordinal);
        var (_, events) = await stripe.GetAsync("/v1/events?type=checkout.session.expired&limit=100");
        Assert.Single(events["data"]!.AsArray(), happened => (string)happened!["data"]!["object"]!["id"]! == id);
    }

    [Fact]
    public async Task Two_payers_at_once_take_the_money_once()
    {
        var id = await OpenAsync();
        var before = await CapturedAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SubmitAsync(id, Card)));
        Assert.Equal(before + 2500, await CapturedAsync());
    }

    [Theory]
    [InlineData("mode", "", "parameter_missing", "mode")]
    [InlineData("success_url", "", "parameter_missing", "success_url")]
    [InlineData("success_url", "portal", "url_invalid", "success_url")]
    [InlineData("line_items[0][quantity]", "", "parameter_missing", "line_items[0][quantity]")]
    [InlineData("line_items[0][price_data][unit_amount]", "12.5", "parameter_invalid_integer", "line_items[0][price_data][unit_amount]")]
    [InlineData("line_items[0][price_data][unit_amount]", "49", "amount_too_small", null)]
    [InlineData("payment_method_types[0]", "card", "parameter_unknown", "payment_method_types[0]")]
    [InlineData("customer_email", "anna", "email_invalid", "customer_email")]
    [InlineData("expires_at", "1", null, "expires_at")]
    [InlineData("locale", "xx", null, "locale")]
    [InlineData("mode", "subscription", null, "mode")]
    public async Task A_wrong_parameter_is_named(string name, string value, string? code, string? param)
    {
        var (status, body, _) = await stripe.CallAsync(HttpMethod.Post, "/v1/checkout/sessions", StripeSandboxFixture.Form((name, value)));
        Assert.Equal(400, status);
        Assert.Equal((code, param), ((string?)body["error"]!["code"], (string?)body["error"]!["param"]));
    }

    [Fact]
    public async Task Idempotency_keys_follow_stripes_rules()
    {
        var (_, first, _) = await CreateAsync("key-1");
        var (_, second, replay) = await CreateAsync("key-1");
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal("true", Assert.Single(replay.Headers.GetValues("Idempotent-Replayed")));

        var (changed, changedBody, _) = await CreateAsync("key-1", ("client_reference_id", "other"));
        Assert.Equal((400, "idempotency_error"), (changed, (string)changedBody["error"]!["type"]!));

        var (invalid, _, _) = await CreateAsync("key-2", ("mode", ""));
        var (corrected, _, _) = await CreateAsync("key-2");
        Assert.Equal((400, 200), (invalid, corrected));
        Assert.Equal(400, (await CreateAsync(new string('k', 256))).Status);
        Assert.Equal(200, (await CreateAsync(new string('k', 255))).Status);

        await stripe.PlanAsync(new { kind = "latency", milliseconds = 800, path = "/v1/checkout" });
        var both = await Task.WhenAll(CreateAsync("key-3"), CreateAsync("key-3"));
        Assert.Equal([200, 409], both.Select(answer => answer.Status).Order());
    }

    [Theory]
    [InlineData("sk_live_123")]
    [InlineData("rk_live_123")]
    [InlineData("nonsense")]
    [InlineData("pk_test_123")]
    public async Task A_key_that_is_no_secret_test_key_is_refused(string key)
    {
        var (status, body, _) = await stripe.CallAsync(HttpMethod.Post, "/v1/checkout/sessions", StripeSandboxFixture.Form(), key);
        Assert.Equal((401, "invalid_request_error"), (status, (string)body["error"]!["type"]!));
    }

    private Task<(int Status, JsonNode Body, HttpResponseMessage Response)> CreateAsync(string key, params (string Key, string Value)[] changes) =>
        stripe.CallAsync(HttpMethod.Post, "/v1/checkout/sessions", StripeSandboxFixture.Form(changes), idempotencyKey: key);

    private async Task<string> OpenAsync(params (string Key, string Value)[] changes)
    {
        var (status, session, _) = await stripe.CallAsync(HttpMethod.Post, "/v1/checkout/sessions", StripeSandboxFixture.Form(changes));
        Assert.True(status == 200, session.ToJsonString());
        return (string)session["id"]!;
    }

    private Task<HttpResponseMessage> SubmitAsync(string id, Dictionary<string, string> form, params (string Key, string Value)[] changes)
    {
        var changed = new Dictionary<string, string>(form);
        foreach (var (key, value) in changes)
        {
            changed[key] = value;
        }

        return PostAsync("/c/pay/" + id, changed);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> form)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var content = new FormUrlEncodedContent(form);
        return await browser.PostAsync(new Uri(stripe.Sandbox.Address, path), content, Ct);
    }

    private Task<string> ShowAsync(string id) => stripe.Sandbox.Http.GetStringAsync("/c/pay/" + id, Ct);

    private async Task<(string Status, string PaymentStatus)> StateAsync(string id)
    {
        var (_, session) = await stripe.GetAsync("/v1/checkout/sessions/" + id);
        return ((string)session["status"]!, (string)session["payment_status"]!);
    }

    private async Task<long> CapturedAsync() => (long?)(await stripe.Sandbox.Http.GetFromJsonAsync<JsonNode>("/_sandbox/stripe/total", Ct))!["captured"]!["usd"] ?? 0;
}
