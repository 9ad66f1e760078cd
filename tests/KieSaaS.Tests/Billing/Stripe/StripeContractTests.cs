using System.Text.Json.Nodes;
using KieSaaS.Billing.Stripe;
using KieSaaS.Tests.Billing.Stripe.Contract;

namespace KieSaaS.Tests.Billing.Stripe;

/// <summary>Both ends of the wire held against Stripe's published contract.</summary>
public sealed class StripeContractTests(StripeSandboxFixture stripe) : IClassFixture<StripeSandboxFixture>
{
    private readonly OpenApiContract _contract = OpenApiContract.Load();

    [Fact]
    public async Task Every_request_our_client_sends_is_in_the_contract()
    {
        var page = await stripe.Payments.OpenCheckoutAsync(StripeSandboxFixture.Order(language: "ru"), StripeSandboxFixture.Ct);
        await stripe.Payments.ReadCheckoutAsync(page.SessionId, StripeSandboxFixture.Ct);
        await stripe.ConfirmAsync(page.SessionId);
        var events = await stripe.Client.ListEventsAsync(
            new ListEvents { Types = ["checkout.session.completed", "checkout.session.expired"], CreatedFrom = DateTimeOffset.UtcNow.AddDays(-1), DeliverySuccess = true, Limit = 5 },
            StripeSandboxFixture.Ct);
        await stripe.Client.RetrieveEventAsync(events.Data[0].Id, StripeSandboxFixture.Ct);

        var ours = Ours(await stripe.RequestsAsync());
        Assert.Equal(4, ours.Select(request => (string)request["path"]!).Distinct().Count());
        foreach (var request in ours)
        {
            var parameters = request["parameters"]!.AsObject().ToDictionary(pair => pair.Key, pair => (string)pair.Value!);
            Assert.Empty(_contract.CheckRequest((string)request["method"]!, (string)request["path"]!, parameters));
            Assert.Equal(_contract.Version, (string?)request["headers"]!["Stripe-Version"]);
            Assert.DoesNotContain(parameters.Keys, name => name.StartsWith("payment_method_types", StringComparison.Ordinal));
            Assert.Equal((string)request["method"]! == "POST", request["headers"]!["Idempotency-Key"] is not null);
        }
    }

    [Theory]
    [InlineData("client_reference_id", "client_reference")]
    [InlineData("line_items[0][price_data][unit_amount]", "line_items[0][price_data][unit_price]")]
    [InlineData("mode", "modus")]
    public async Task A_misspelt_field_turns_the_check_red(string right, string wrong)
    {
        await stripe.Payments.OpenCheckoutAsync(StripeSandboxFixture.Order(), StripeSandboxFixture.Ct);
        var request = Ours(await stripe.RequestsAsync()).First(sent => (string)sent["method"]! == "POST");
        var parameters = request["parameters"]!.AsObject().ToDictionary(pair => pair.Key == right ? wrong : pair.Key, pair => (string)pair.Value!);
        Assert.Contains(_contract.CheckRequest("POST", "/v1/checkout/sessions", parameters), complaint => complaint.EndsWith("is not in the contract", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mode", "pay")]
    [InlineData("expires_at", "tomorrow")]
    [InlineData("locale", "xx")]
    [InlineData("payment_method_types[0]", "card")]
    public void A_wrong_value_turns_the_check_red(string name, string value)
    {
        Assert.Empty(_contract.CheckRequest("POST", "/v1/checkout/sessions", StripeSandboxFixture.Form()));
        Assert.NotEmpty(_contract.CheckRequest("POST", "/v1/checkout/sessions", StripeSandboxFixture.Form((name, value))));
    }

    [Fact]
    public void An_unknown_operation_turns_the_check_red()
    {
        Assert.NotEmpty(_contract.CheckRequest("POST", "/v1/checkout/session", new Dictionary<string, string>()));
        Assert.NotEmpty(_contract.CheckRequest("PUT", "/v1/checkout/sessions", new Dictionary<string, string>()));
    }

    [Fact]
    public async Task Every_object_of_a_payment_is_as_the_contract_says()
    {
        var (_, created, _) = await stripe.CallAsync(HttpMethod.Post, "/v1/checkout/sessions", StripeSandboxFixture.Form(("customer_email", "a@example.com"), ("expand[0]", "line_items")));
        Check("/v1/checkout/sessions", created, "POST");
        await stripe.ConfirmAsync((string)created["id"]!, "pm_card_chargeDeclined");
        await stripe.ConfirmAsync((string)created["id"]!, "pm_card_authenticationRequired");
        var waiting = await CheckedAsync("/v1/payment_intents");
        Assert.Equal("requires_action", (string)waiting["data"]![0]!["status"]!);
        await stripe.ConfirmAsync((string)created["id"]!);
        var paid = await CheckedAsync($"/v1/checkout/sessions/{created["id"]}");
        await CheckedAsync($"/v1/checkout/sessions/{created["id"]}", "?expand[]=payment_intent.latest_charge&expand[]=line_items");
        await CheckedAsync($"/v1/checkout/sessions/{created["id"]}/line_items");
        await CheckedAsync("/v1/checkout/sessions", "?limit=100");
        await CheckedAsync($"/v1/payment_intents/{paid["payment_intent"]}");
        var charges = await CheckedAsync("/v1/charges", "?limit=100");
        await CheckedAsync($"/v1/charges/{charges["data"]![0]!["id"]}", "?expand[]=payment_intent");
        var (_, endpoint, _) = await stripe.CallAsync(
            HttpMethod.Post, "/v1/webhook_endpoints", new Dictionary<string, string> { ["url"] = "https://portal.example/hook", ["enabled_events[]"] = "charge.failed" });
        Check("/v1/webhook_endpoints", endpoint, "POST");
        await CheckedAsync("/v1/webhook_endpoints");
        var (_, deleted, _) = await stripe.CallAsync(HttpMethod.Delete, $"/v1/webhook_endpoints/{endpoint["id"]}");
        Check($"/v1/webhook_endpoints/{endpoint["id"]}", deleted, "DELETE");
    }

    [Fact]
    public async Task Every_event_and_its_object_are_as_the_contract_says()
    {
        foreach (var outcome in new[] { "succeeded", "failed" })
        {
            var delayed = await stripe.Payments.OpenCheckoutAsync(StripeSandboxFixture.Order(), StripeSandboxFixture.Ct);
            await stripe.ConfirmAsync(delayed.SessionId, "pm_sepa_debit");
            await CheckedAsync("/v1/charges");
            await stripe.SettleAsync(delayed.SessionId, outcome);
        }

        var left = await stripe.Payments.OpenCheckoutAsync(StripeSandboxFixture.Order(), StripeSandboxFixture.Ct);
        await stripe.CallAsync(HttpMethod.Post, $"/v1/checkout/sessions/{left.SessionId}/expire");
        var card = await stripe.Payments.OpenCheckoutAsync(StripeSandboxFixture.Order(), StripeSandboxFixture.Ct);
        await stripe.ConfirmAsync(card.SessionId, "pm_card_chargeDeclined");
        await stripe.ConfirmAsync(card.SessionId, "pm_card_authenticationRequired");
        await stripe.ConfirmAsync(card.SessionId);

        var events = (await CheckedAsync("/v1/events", "?limit=100"))["data"]!.AsArray();
        Assert.True(events.Select(happened => (string)happened!["type"]!).Distinct().Count() >= 11);
        foreach (var happened in events)
        {
            Assert.Empty(_contract.CheckEventObject((string)happened!["type"]!, happened["data"]!["object"]!));
        }
    }

    [Fact]
    public async Task Every_error_is_as_the_contract_says()
    {
        var (missing, missingBody, _) = await stripe.CallAsync(HttpMethod.Get, "/v1/checkout/sessions/cs_test_none");
        var (invalid, invalidBody, _) = await stripe.CallAsync(HttpMethod.Post, "/v1/checkout/sessions", StripeSandboxFixture.Form(("mode", "")));
        var (unauthorized, unauthorizedBody, _) = await stripe.CallAsync(HttpMethod.Get, "/v1/events", key: "sk_live_123");
        var page = await stripe.Payments.OpenCheckoutAsync(StripeSandboxFixture.Order(), StripeSandboxFixture.Ct);
        var (declined, declinedBody) = await stripe.ConfirmAsync(page.SessionId, "pm_card_chargeDeclinedInsufficientFunds");
        Assert.Equal((404, 400, 401, 402), (missing, invalid, unauthorized, declined));
        foreach (var body in new[] { missingBody, invalidBody, unauthorizedBody, declinedBody })
        {
            Assert.Empty(_contract.CheckObject(body, "error"));
        }
    }

    [Fact]
    public async Task An_answer_without_a_field_turns_the_check_red()
    {
        var (_, session, _) = await stripe.CallAsync(HttpMethod.Post, "/v1/checkout/sessions", StripeSandboxFixture.Form());
        foreach (var name in new[] { "payment_status", "livemode", "automatic_tax" })
        {
            var mutated = session.DeepClone().AsObject();
            mutated[name + "x"] = mutated[name]!.DeepClone();
            mutated.Remove(name);
            Assert.Contains(_contract.CheckObject(mutated, "checkout.session"), complaint => complaint == name + " is missing");
        }

        var wrong = session.DeepClone();
        wrong["created"] = "today";
        Assert.NotEmpty(_contract.CheckObject(wrong, "checkout.session"));
    }

    private static List<JsonNode> Ours(JsonArray requests) => [.. requests.Where(request => request!["headers"]!["Stripe-Version"] is not null).Select(request => request!)];

    private async Task<JsonNode> CheckedAsync(string path, string query = "")
    {
        var (status, body) = await stripe.GetAsync(path + query);
        Assert.Equal(200, status);
        Check(path, body);
        return body;
    }

    private void Check(string path, JsonNode body, string method = "GET") => Assert.Empty(_contract.CheckResponse(method, path, 200, body));
}
