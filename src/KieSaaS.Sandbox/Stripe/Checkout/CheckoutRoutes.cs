using System.Text.Json.Nodes;
using KieSaaS.Sandbox.Stripe.Json;
using KieSaaS.Sandbox.Stripe.Model;
using KieSaaS.Sandbox.Stripe.Wire;

namespace KieSaaS.Sandbox.Stripe.Checkout;

/// <summary>The API of Checkout Sessions and of the payments that came of them.</summary>
internal sealed class CheckoutRoutes(StripeStore store, CreateSession create, ExpireSessions expire, PaySession pay)
{
    private static readonly HashSet<string> Retrieve = ["expand[]"];
    private static readonly HashSet<string> SessionList = [.. ListPage.Known, "payment_intent", "status", "customer_details[email]"];
    private static readonly HashSet<string> ChargeList = [.. ListPage.Known, "payment_intent"];
    private static readonly HashSet<string> PlainList = [.. ListPage.Known];
    private static readonly HashSet<string> Confirm = ["payment_method", "expected_amount"];

    public JsonObject CreateSession(ApiCall call) => Render(create.Run(call), call);

    public JsonObject RetrieveSession(ApiCall call)
    {
        call.Parameters.AllowOnly(Retrieve);
        return Render(Find(call.Id), call);
    }

    public JsonObject ExpireSession(ApiCall call)
    {
        call.Parameters.AllowOnly(Retrieve);
        return Render(expire.Run(Find(call.Id), call.RequestId, call.IdempotencyKey), call);
    }

    public JsonObject LineItems(ApiCall call)
    {
        call.Parameters.AllowOnly(PlainList);
        var session = Find(call.Id);
        return ListPage.Of(call.Parameters, $"/v1/checkout/sessions/{call.Id}/line_items", session.Lines, line => line.Id, _ => session.Created, line => LineJson.Of(session, line));
    }

    public JsonObject ListSessions(ApiCall call)
    {
        call.Parameters.AllowOnly(SessionList);
        var expand = Expansion.Of(call.Parameters, SessionJson.Expandable, inList: true);
        var intent = call.Parameters.Text("payment_intent");
        var status = call.Parameters.Text("status");
        var email = call.Parameters.Text("customer_details[email]");
        expire.RunDue();
        var sessions = store.Sessions().Where(session => (intent is null || session.Intent?.Id == intent)
            && (status is null || session.Status == status)
            && (email is null || string.Equals(session.CustomerEmail, email, StringComparison.OrdinalIgnoreCase)));
        return ListPage.Of(call.Parameters, "/v1/checkout/sessions", sessions, session => session.Id, session => session.Created, session => SessionJson.Of(session, expand));
    }

    public JsonObject RetrieveIntent(ApiCall call)
    {
        call.Parameters.AllowOnly(Retrieve);
        var expand = Expansion.Of(call.Parameters, IntentJson.Expandable);
        var session = store.Sessions().FirstOrDefault(session => session.Intent?.Id == call.Id) ?? throw StripeProblem.NoSuch("payment_intent", call.Id, "intent");
        return IntentJson.Of(session, session.Intent!, expand);
    }

    public JsonObject ListIntents(ApiCall call)
    {
        call.Parameters.AllowOnly(PlainList);
        var expand = Expansion.Of(call.Parameters, IntentJson.Expandable, inList: true);
        var tried = store.Sessions().Where(session => session.Intent is not null).OrderByDescending(session => session.Intent!.Sequence);
        return ListPage.Of(call.Parameters, "/v1/payment_intents", tried, session => session.Intent!.Id, session => session.Intent!.Created, session => IntentJson.Of(session, session.Intent!, expand));
    }

    public JsonObject RetrieveCharge(ApiCall call)
    {
        call.Parameters.AllowOnly(Retrieve);
        var expand = Expansion.Of(call.Parameters, ChargeJson.Expandable);
        var (session, charge) = Charges().FirstOrDefault(pair => pair.Charge.Id == call.Id);
        return charge is null ? throw StripeProblem.NoSuch("charge", call.Id) : ChargeJson.Of(session, charge, expand);
    }

    public JsonObject ListCharges(ApiCall call)
    {
        call.Parameters.AllowOnly(ChargeList);
        var expand = Expansion.Of(call.Parameters, ChargeJson.Expandable, inList: true);
        var intent = call.Parameters.Text("payment_intent");
        var charges = Charges().Where(pair => intent is null || pair.Session.Intent!.Id == intent);
        return ListPage.Of(call.Parameters, "/v1/charges", charges, pair => pair.Charge.Id, pair => pair.Charge.Created, pair => ChargeJson.Of(pair.Session, pair.Charge, expand));
    }

    /// <summary>What Stripe's own page reads; its command line tool uses it to complete sessions in tests.</summary>
    public JsonObject RetrievePage(ApiCall call) => Page(Find(call.Id));

    /// <summary>What Stripe's own page posts. A decline is a 402 with the payment inside.</summary>
    public JsonObject ConfirmPage(ApiCall call)
    {
        call.Parameters.AllowOnly(Confirm);
        var session = Find(call.Id);
        var name = call.Parameters.Required("payment_method");
        var method = TestMethods.ByName(name) ?? throw StripeProblem.NoSuch("PaymentMethod", name, "payment_method");
        var amount = call.Parameters.Integer("expected_amount") ?? throw StripeProblem.Missing("expected_amount");
        var after = pay.Run(session, method, amount, call.RequestId);
        return after.Intent is { LastError: { } error } intent
            ? throw StripeProblem.Declined(error.Code, error.DeclineCode, error.Message, IntentJson.Of(after, intent, Expansion.None))
            : Page(after);
    }

    private IEnumerable<(CheckoutSession Session, Charge Charge)> Charges() =>
        store.Sessions().SelectMany(session => session.Charges.Select(charge => (session, charge))).OrderByDescending(pair => pair.charge.Sequence);

    private CheckoutSession Find(string id)
    {
        expire.RunDue();
        return store.Session(id) ?? throw StripeProblem.NoSuch("checkout.session", id, "session");
    }

    private static JsonObject Render(CheckoutSession session, ApiCall call) => SessionJson.Of(session, Expansion.Of(call.Parameters, SessionJson.Expandable));

    private static JsonObject Page(CheckoutSession session) => new()
    {
        ["id"] = "ppage_" + session.Id[^24..],
        ["object"] = "checkout.session.page",
        ["session_id"] = session.Id,
        ["amount_total"] = session.Total,
        ["currency"] = session.Currency,
        ["status"] = session.Status,
        ["payment_status"] = session.PaymentStatus,
        ["livemode"] = false,
        ["payment_intent"] = session.Intent is { } intent ? IntentJson.Of(session, intent, Expansion.None) : null,
        ["success_url"] = session.SuccessUrl,
    };
}
