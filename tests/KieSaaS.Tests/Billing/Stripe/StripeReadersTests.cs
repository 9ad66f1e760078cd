using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Billing;
using KieSaaS.Billing.Stripe;

namespace KieSaaS.Tests.Billing.Stripe;

public sealed class StripeReadersTests
{
    [Fact]
    public void Stripes_own_samples_are_read_with_unknown_fields_and_values_in_them()
    {
        var resources = JsonNode.Parse(File.ReadAllBytes(Prerequisite.Reference("stripe-fixtures-reduced.json")))!["resources"]!;
        var session = resources["checkout.session"]!.AsObject();
        Assert.Equal((CheckoutStatus.Open, PaymentStatus.Unpaid), (Read<CheckoutSession>(session).Status, Read<CheckoutSession>(session).PaymentStatus));

        session["status"] = "paused_for_tea";
        session["payment_status"] = null;
        session["brand_new"] = new JsonObject { ["deep"] = new JsonArray(1, "two") };
        Assert.Equal((CheckoutStatus.Unknown, PaymentStatus.Unknown), (Read<CheckoutSession>(session).Status, Read<CheckoutSession>(session).PaymentStatus));

        var happened = resources["event"]!.AsObject();
        happened["type"] = "planet.discovered";
        happened["data"]!["object"]!["more"] = true;
        Assert.Equal("planet.discovered", Read<StripeEvent>(happened).Type);
        Assert.Null(Read<StripeEvent>(happened).SessionId);
    }

    [Theory]
    [InlineData("\"paid\"", PaymentStatus.Paid)]
    [InlineData("\"no_payment_required\"", PaymentStatus.NoPaymentRequired)]
    [InlineData("\"PAID\"", PaymentStatus.Unknown)]
    [InlineData("{\"paid\":true}", PaymentStatus.Unknown)]
    [InlineData("7", PaymentStatus.Unknown)]
    public void A_status_that_is_not_known_is_never_taken_for_paid(string json, PaymentStatus expected) =>
        Assert.Equal(expected, JsonSerializer.Deserialize<PaymentStatus>(json, StripeJson.Options));

    private static T Read<T>(JsonNode json) => json.Deserialize<T>(StripeJson.Options)!;
}
