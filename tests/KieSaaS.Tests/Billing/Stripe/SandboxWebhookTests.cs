using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KieSaaS.Billing.Stripe;

namespace KieSaaS.Tests.Billing.Stripe;

/// <summary>How the sandbox delivers, at its best and at its worst.</summary>
public sealed class SandboxWebhookTests(StripeSandboxFixture stripe) : IClassFixture<StripeSandboxFixture>, IAsyncLifetime
{
    private WebhookCatcher _catcher = null!;

    public async ValueTask InitializeAsync()
    {
        await stripe.Sandbox.Http.DeleteAsync("/_sandbox/stripe/faults", StripeSandboxFixture.Ct);
        _catcher = await WebhookCatcher.StartAsync();
        await stripe.RegisterAsync(_catcher.Address);
    }

    public ValueTask DisposeAsync() => _catcher.DisposeAsync();

    [Fact]
    public async Task A_payment_tells_its_four_events_with_signatures_that_hold()
    {
        await PayAsync();
        var caught = await _catcher.WaitAsync(4);
        Assert.Equal(
            ["charge.succeeded", "checkout.session.completed", "payment_intent.created", "payment_intent.succeeded"],
            caught.Select(one => one.Type).Order(StringComparer.Ordinal));
        Assert.All(caught, one => Assert.Equal(SignatureVerdict.Valid, Verify(one)));
    }

    [Fact]
    public async Task Registering_again_replaces_the_endpoint()
    {
        await stripe.RegisterAsync(_catcher.Address);
        var (_, endpoints) = await stripe.GetAsync("/v1/webhook_endpoints");
        Assert.Equal(_catcher.Address.AbsoluteUri, (string)Assert.Single(endpoints["data"]!.AsArray())!["url"]!);
        Assert.Equal(400, (int)(await stripe.Sandbox.Http.PutAsJsonAsync("/_sandbox/stripe/webhook", new { url = "x", secret = "" }, StripeSandboxFixture.Ct)).StatusCode);
    }

    [Theory]
    [InlineData("corrupt-signature", SignatureVerdict.NoMatch)]
    [InlineData("wrong-secret", SignatureVerdict.NoMatch)]
    [InlineData("old-timestamp", SignatureVerdict.OutsideTolerance)]
    internal async Task A_forged_delivery_does_not_hold(string kind, SignatureVerdict expected)
    {
        await stripe.PlanAsync(new { kind, eventType = "checkout.session.completed" });
        await PayAsync();
        var caught = await _catcher.WaitAsync(4);
        Assert.Equal(expected, Verify(caught.First(one => one.Type == "checkout.session.completed")));
        Assert.All(caught.Where(one => one.Type != "checkout.session.completed"), one => Assert.Equal(SignatureVerdict.Valid, Verify(one)));
    }

    [Fact]
    public async Task Duplicates_and_a_reversed_order_happen_when_asked()
    {
        await stripe.PlanAsync(new { kind = "duplicate", eventType = "charge.succeeded" }, new { kind = "reorder" });
        await PayAsync();
        var caught = await _catcher.WaitAsync(5);
        Assert.Equal(2, caught.Count(one => one.Type == "charge.succeeded"));
        // The second copy of the duplicate travels by itself and may come whenever it likes.
        var order = caught.Select(one => one.Type).ToList();
        Assert.True(order.IndexOf("checkout.session.completed") < order.IndexOf("payment_intent.created"), string.Join(", ", order));
    }

    [Fact]
    public async Task A_failed_delivery_comes_again_by_the_virtual_clock_with_a_fresh_signature_even_after_a_crash()
    {
        _catcher.Status = 500;
        await PayAsync();
        var ids = (await _catcher.WaitAsync(4)).Select(one => one.Id).ToList();
        var (_, failed) = await WaitForAsync("/v1/events?delivery_success=false&limit=100", list => Ids(list).Intersect(ids).Count() == 4);
        Assert.All(failed["data"]!.AsArray(), happened => Assert.Equal(1, (int)happened!["pending_webhooks"]!));

        await stripe.Sandbox.RestartAsync();
        _catcher.Status = 200;
        await stripe.Sandbox.AdvanceAsync(TimeSpan.FromHours(1));
        var caught = await _catcher.WaitAsync(all => all.GroupBy(one => one.Id).Count(group => group.Count() > 1) == 4);
        var first = caught.First(one => one.Type == "charge.succeeded");
        var second = caught.Last(one => one.Type == "charge.succeeded");
        Assert.Equal(first.Id, second.Id);
        Assert.True(TimeOf(second) >= TimeOf(first) + 3600);
        await WaitForAsync("/v1/events?delivery_success=false&limit=100", list => !Ids(list).Intersect(ids).Any());
    }

    [Fact]
    public async Task A_dropped_event_can_be_sent_again_by_hand()
    {
        await stripe.PlanAsync(new { kind = "drop", eventType = "checkout.session.completed", times = (int?)null });
        await PayAsync();
        await _catcher.WaitAsync(3);
        var (_, events) = await WaitForAsync("/v1/events?type=checkout.session.completed&delivery_success=false", list => list["data"]!.AsArray().Count > 0);
        var id = (string)events["data"]![0]!["id"]!;
        Assert.DoesNotContain(_catcher.All, one => one.Id == id);

        await stripe.Sandbox.Http.DeleteAsync("/_sandbox/stripe/faults", StripeSandboxFixture.Ct);
        await stripe.Sandbox.Http.PostAsync($"/_sandbox/stripe/events/{id}/resend", null, StripeSandboxFixture.Ct);
        await _catcher.WaitAsync(all => all.Any(one => one.Id == id));
        await WaitForAsync("/v1/events?delivery_success=false&limit=100", list => !Ids(list).Contains(id));
    }

    [Fact]
    public async Task A_fault_with_a_mistake_is_refused_and_plans_nothing()
    {
        var answer = await stripe.Sandbox.Http.PostAsJsonAsync("/_sandbox/stripe/faults", new object[] { new { kind = "drop" }, new { kind = "status", status = 200 } }, StripeSandboxFixture.Ct);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("status must be", await answer.Content.ReadAsStringAsync(StripeSandboxFixture.Ct), StringComparison.Ordinal);
        Assert.Empty((await stripe.Sandbox.Http.GetFromJsonAsync<JsonArray>("/_sandbox/stripe/faults", StripeSandboxFixture.Ct))!);
    }

    private async Task PayAsync()
    {
        var (_, session, _) = await stripe.CallAsync(HttpMethod.Post, "/v1/checkout/sessions", StripeSandboxFixture.Form());
        await stripe.ConfirmAsync((string)session["id"]!);
    }

    private async Task<(int Status, JsonNode Body)> WaitForAsync(string path, Func<JsonNode, bool> reached)
    {
        var deadline = DateTimeOffset.UtcNow.AddSeconds(15);
        while (true)
        {
            var answer = await stripe.GetAsync(path);
            if (reached(answer.Body))
            {
                return answer;
            }

            Assert.True(DateTimeOffset.UtcNow < deadline, answer.Body.ToJsonString());
            await Task.Delay(30, StripeSandboxFixture.Ct);
        }
    }

    private static IEnumerable<string> Ids(JsonNode list) => list["data"]!.AsArray().Select(happened => (string)happened!["id"]!);

    private static long TimeOf(WebhookCatcher.Caught caught) => long.Parse(caught.Signature!.Split(',')[0][2..], CultureInfo.InvariantCulture);

    private static SignatureVerdict Verify(WebhookCatcher.Caught caught) =>
        StripeSignature.Verify(caught.Body, caught.Signature, [StripeSandboxFixture.Secret], new(caught.At.Add(Ahead(caught)).Ticks, TimeSpan.Zero));

    /// <summary>The sandbox's clock may be ahead of ours by what earlier tests advanced: whole hours.</summary>
    private static TimeSpan Ahead(WebhookCatcher.Caught caught) => TimeSpan.FromHours(Math.Round((TimeOf(caught) - caught.At.ToUnixTimeSeconds()) / 3600d));
}
