using System.Text.Json.Nodes;
using KieSaaS.Sandbox.Stripe.Model;
using KieSaaS.Sandbox.Stripe.Wire;

namespace KieSaaS.Sandbox.Stripe.Json;

/// <summary>A Checkout Session as the API shows it.</summary>
internal static class SessionJson
{
    public static readonly IReadOnlySet<string> Expandable = new HashSet<string>(StringComparer.Ordinal)
    {
        "line_items", "payment_intent", "payment_intent.latest_charge",
    };

    public static JsonObject Of(CheckoutSession session, Expansion expand)
    {
        var open = session.Status == "open";
        var json = new JsonObject
        {
            ["id"] = session.Id,
            ["object"] = "checkout.session",
            ["adaptive_pricing"] = new JsonObject { ["enabled"] = false },
            ["after_expiration"] = null,
            ["allow_promotion_codes"] = null,
            ["allowed_payment_method_types"] = null,
            ["amount_subtotal"] = session.Total,
            ["amount_total"] = session.Total,
            ["automatic_tax"] = new JsonObject { ["enabled"] = false, ["liability"] = null, ["provider"] = null, ["status"] = null },
            ["billing_address_collection"] = null,
            ["cancel_url"] = session.CancelUrl,
            ["client_reference_id"] = session.ClientReferenceId,
            ["client_secret"] = null,
            ["collected_information"] = null,
            ["consent"] = null,
            ["consent_collection"] = null,
            ["created"] = session.Created.ToUnixTimeSeconds(),
            ["currency"] = session.Currency,
            ["currency_conversion"] = null,
            ["custom_fields"] = new JsonArray(),
            ["custom_text"] = new JsonObject { ["after_submit"] = null, ["shipping_address"] = null, ["submit"] = null, ["terms_of_service_acceptance"] = null },
            ["customer"] = null,
            ["customer_account"] = null,
            ["customer_creation"] = "if_required",
            ["customer_details"] = session.CustomerEmail is null ? null : CustomerDetails(session.CustomerEmail),
            ["customer_email"] = session.CustomerEmail,
            ["discounts"] = new JsonArray(),
            ["expires_at"] = session.ExpiresAt.ToUnixTimeSeconds(),
            ["integration_identifier"] = null,
            ["invoice"] = null,
            ["invoice_creation"] = null,
            ["livemode"] = false,
            ["locale"] = session.Locale,
            ["managed_payments"] = null,
            ["metadata"] = Plain.Map(session.Metadata),
            ["mode"] = "payment",
            ["origin_context"] = null,
            ["payment_intent"] = session is { Intent: { } intent, Status: "complete" }
                ? expand.Has("payment_intent") ? IntentJson.Of(session, intent, expand.Below("payment_intent")) : intent.Id
                : null,
            ["payment_link"] = null,
            ["payment_method_collection"] = "if_required",
            ["payment_method_configuration_details"] = null,
            ["payment_method_options"] = new JsonObject(),
            ["payment_method_types"] = new JsonArray("card", "sepa_debit"),
            ["payment_status"] = session.PaymentStatus,
            ["permissions"] = null,
            ["phone_number_collection"] = new JsonObject { ["enabled"] = false },
            ["recovered_from"] = null,
            ["saved_payment_method_options"] = null,
            ["setup_intent"] = null,
            ["shipping_address_collection"] = null,
            ["shipping_cost"] = null,
            ["shipping_options"] = new JsonArray(),
            ["status"] = session.Status,
            ["submit_type"] = null,
            ["subscription"] = null,
            ["success_url"] = session.SuccessUrl,
            ["total_details"] = new JsonObject { ["amount_discount"] = 0, ["amount_shipping"] = 0, ["amount_tax"] = 0 },
            ["ui_mode"] = "hosted_page",
            ["url"] = open ? session.PageAddress : null,
            ["wallet_options"] = null,
        };
        if (expand.Has("line_items"))
        {
            json["line_items"] = LineItems(session);
        }

        return json;
    }

    public static JsonObject LineItems(CheckoutSession session) =>
        ListPage.Page($"/v1/checkout/sessions/{session.Id}/line_items", session.Lines.Select(line => LineJson.Of(session, line)), hasMore: false);

    private static JsonObject CustomerDetails(string email) => new()
    {
        ["address"] = null,
        ["business_name"] = null,
        ["email"] = email,
        ["individual_name"] = null,
        ["name"] = null,
        ["phone"] = null,
        ["tax_exempt"] = "none",
        ["tax_ids"] = new JsonArray(),
    };
}
