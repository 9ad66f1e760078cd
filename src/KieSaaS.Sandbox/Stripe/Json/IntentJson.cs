using System.Text.Json.Nodes;
using KieSaaS.Sandbox.Stripe.Model;
using KieSaaS.Sandbox.Stripe.Wire;

namespace KieSaaS.Sandbox.Stripe.Json;

/// <summary>A PaymentIntent as the API shows it.</summary>
internal static class IntentJson
{
    public static readonly IReadOnlySet<string> Expandable = new HashSet<string>(StringComparer.Ordinal) { "latest_charge" };

    public static JsonObject Of(CheckoutSession session, PaymentIntent intent, Expansion expand) => new()
    {
        ["id"] = intent.Id,
        ["object"] = "payment_intent",
        ["allowed_payment_method_types"] = null,
        ["amount"] = session.Total,
        ["amount_capturable"] = 0,
        ["amount_details"] = new JsonObject { ["tip"] = new JsonObject() },
        ["amount_received"] = intent.Status == "succeeded" ? session.Total : 0,
        ["application"] = null,
        ["application_fee_amount"] = null,
        ["automatic_payment_methods"] = null,
        ["canceled_at"] = null,
        ["cancellation_reason"] = null,
        ["capture_method"] = "automatic",
        ["client_secret"] = intent.ClientSecret,
        ["confirmation_method"] = "automatic",
        ["created"] = intent.Created.ToUnixTimeSeconds(),
        ["currency"] = session.Currency,
        ["customer"] = null,
        ["customer_account"] = null,
        ["description"] = session.IntentDescription,
        ["excluded_payment_method_types"] = null,
        ["last_payment_error"] = intent.LastError is { } error ? LastError(session, error) : null,
        ["latest_charge"] = session.LatestCharge is not { } charge ? null : expand.Has("latest_charge") ? ChargeJson.Of(session, charge, Expansion.None) : charge.Id,
        ["livemode"] = false,
        ["managed_payments"] = null,
        ["metadata"] = Plain.Map(session.IntentMetadata),
        ["next_action"] = intent.Status == "requires_action" ? NextAction(session) : null,
        ["on_behalf_of"] = null,
        ["payment_method"] = intent.PaymentMethodId,
        ["payment_method_configuration_details"] = null,
        ["payment_method_options"] = new JsonObject(),
        ["payment_method_types"] = new JsonArray("card", "sepa_debit"),
        ["payment_record"] = null,
        ["processing"] = null,
        ["receipt_email"] = null,
        ["review"] = null,
        ["setup_future_usage"] = null,
        ["shipping"] = null,
        ["source"] = null,
        ["statement_descriptor"] = null,
        ["statement_descriptor_suffix"] = null,
        ["status"] = intent.Status,
        ["transfer_group"] = null,
    };

    private static JsonObject LastError(CheckoutSession session, Decline error)
    {
        var json = new JsonObject { ["type"] = "card_error", ["code"] = error.Code, ["message"] = error.Message };
        if (error.DeclineCode is not null)
        {
            json["decline_code"] = error.DeclineCode;
        }

        if (session.LatestCharge is { Status: "failed" } charge)
        {
            json["charge"] = charge.Id;
        }

        return json;
    }

    private static JsonObject NextAction(CheckoutSession session) => new()
    {
        ["type"] = "redirect_to_url",
        ["redirect_to_url"] = new JsonObject { ["return_url"] = session.PageAddress, ["url"] = session.PageAddress + "/challenge" },
    };
}
