using System.Text.Json.Nodes;
using KieSaaS.Sandbox.Stripe.Model;
using KieSaaS.Sandbox.Stripe.Wire;

namespace KieSaaS.Sandbox.Stripe.Json;

/// <summary>A Charge as the API shows it.</summary>
internal static class ChargeJson
{
    public static readonly IReadOnlySet<string> Expandable = new HashSet<string>(StringComparer.Ordinal) { "payment_intent" };

    public static JsonObject Of(CheckoutSession session, Charge charge, Expansion expand) => new()
    {
        ["id"] = charge.Id,
        ["object"] = "charge",
        ["amount"] = session.Total,
        ["amount_captured"] = charge.Status == "succeeded" ? session.Total : 0,
        ["amount_refunded"] = 0,
        ["application"] = null,
        ["application_fee"] = null,
        ["application_fee_amount"] = null,
        ["balance_transaction"] = null,
        ["billing_details"] = BillingDetails(session),
        ["calculated_statement_descriptor"] = null,
        ["captured"] = charge.Status == "succeeded",
        ["created"] = charge.Created.ToUnixTimeSeconds(),
        ["currency"] = session.Currency,
        ["customer"] = null,
        ["description"] = session.IntentDescription,
        ["disputed"] = false,
        ["failure_balance_transaction"] = null,
        ["failure_code"] = charge.Failure?.Code,
        ["failure_message"] = charge.Failure?.Message,
        ["fraud_details"] = new JsonObject(),
        ["livemode"] = false,
        ["metadata"] = Plain.Map(session.IntentMetadata),
        ["on_behalf_of"] = null,
        ["outcome"] = Outcome(charge),
        ["paid"] = charge.Status == "succeeded",
        ["payment_intent"] = expand.Has("payment_intent") ? IntentJson.Of(session, session.Intent!, Expansion.None) : session.Intent!.Id,
        ["payment_method"] = charge.PaymentMethodId,
        ["payment_method_details"] = MethodDetails(charge),
        ["receipt_email"] = null,
        ["receipt_number"] = null,
        ["receipt_url"] = null,
        ["refunded"] = false,
        ["review"] = null,
        ["shipping"] = null,
        ["source"] = null,
        ["source_transfer"] = null,
        ["statement_descriptor"] = null,
        ["statement_descriptor_suffix"] = null,
        ["status"] = charge.Status,
        ["transfer_data"] = null,
        ["transfer_group"] = null,
    };

    private static JsonObject BillingDetails(CheckoutSession session) => new()
    {
        ["address"] = null,
        ["email"] = session.CustomerEmail,
        ["name"] = null,
        ["phone"] = null,
        ["tax_id"] = null,
    };

    private static JsonObject Outcome(Charge charge) => new()
    {
        ["advice_code"] = null,
        ["network_advice_code"] = null,
        ["network_decline_code"] = null,
        ["network_status"] = charge.Failure is null ? "approved_by_network" : "declined_by_network",
        ["reason"] = charge.Failure?.DeclineCode,
        ["seller_message"] = charge.Failure is null ? "Payment complete." : "The bank did not accept the payment.",
        ["type"] = charge.Failure is null ? "authorized" : "issuer_declined",
    };

    private static JsonObject MethodDetails(Charge charge) => new()
    {
        ["type"] = charge.MethodType,
        [charge.MethodType] = charge.MethodType == "card" ? Card(charge) : Debit(charge),
    };

    private static JsonObject Card(Charge charge) => new()
    {
        ["amount_authorized"] = null,
        ["authorization_code"] = null,
        ["brand"] = charge.Brand,
        ["checks"] = new JsonObject { ["address_line1_check"] = null, ["address_postal_code_check"] = null, ["cvc_check"] = "pass" },
        ["country"] = "US",
        ["electronic_commerce_indicator"] = null,
        ["exp_month"] = 12,
        ["exp_year"] = charge.Created.Year + 3,
        ["funding"] = "credit",
        ["installments"] = null,
        ["last4"] = charge.Last4,
        ["mandate"] = null,
        ["network"] = charge.Brand,
        ["network_transaction_id"] = null,
        ["regulated_status"] = "unregulated",
        ["three_d_secure"] = charge.Authenticated ? ThreeDSecure() : null,
        ["transaction_link_id"] = null,
        ["wallet"] = null,
    };

    private static JsonObject ThreeDSecure() => new()
    {
        ["authentication_flow"] = "challenge",
        ["electronic_commerce_indicator"] = "05",
        ["exemption_indicator"] = null,
        ["result"] = "authenticated",
        ["result_reason"] = null,
        ["transaction_id"] = null,
        ["version"] = "2.2.0",
    };

    private static JsonObject Debit(Charge charge) => new()
    {
        ["bank_code"] = null,
        ["branch_code"] = null,
        ["country"] = "AT",
        ["fingerprint"] = null,
        ["last4"] = charge.Last4,
        ["mandate"] = null,
    };
}
