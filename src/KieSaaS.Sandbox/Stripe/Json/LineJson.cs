using System.Globalization;
using System.Text.Json.Nodes;
using KieSaaS.Sandbox.Stripe.Model;

namespace KieSaaS.Sandbox.Stripe.Json;

/// <summary>A line of a session with its one-time price.</summary>
internal static class LineJson
{
    public static JsonObject Of(CheckoutSession session, CheckoutLine line) => new()
    {
        ["id"] = line.Id,
        ["object"] = "item",
        ["adjustable_quantity"] = null,
        ["amount_discount"] = 0,
        ["amount_subtotal"] = line.UnitAmount * line.Quantity,
        ["amount_tax"] = 0,
        ["amount_total"] = line.UnitAmount * line.Quantity,
        ["currency"] = session.Currency,
        ["description"] = line.Name,
        ["metadata"] = new JsonObject(),
        ["price"] = Price(session, line),
        ["quantity"] = line.Quantity,
    };

    private static JsonObject Price(CheckoutSession session, CheckoutLine line) => new()
    {
        ["id"] = line.PriceId,
        ["object"] = "price",
        ["active"] = false,
        ["billing_scheme"] = "per_unit",
        ["created"] = session.Created.ToUnixTimeSeconds(),
        ["currency"] = session.Currency,
        ["custom_unit_amount"] = null,
        ["livemode"] = false,
        ["lookup_key"] = null,
        ["metadata"] = new JsonObject(),
        ["nickname"] = null,
        ["product"] = line.ProductId,
        ["recurring"] = null,
        ["tax_behavior"] = "unspecified",
        ["tiers_mode"] = null,
        ["transform_quantity"] = null,
        ["type"] = "one_time",
        ["unit_amount"] = line.UnitAmount,
        ["unit_amount_decimal"] = line.UnitAmount.ToString(CultureInfo.InvariantCulture),
    };
}
