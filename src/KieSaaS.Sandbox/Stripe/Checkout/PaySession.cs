using KieSaaS.Sandbox.Stripe.Json;
using KieSaaS.Sandbox.Stripe.Model;
using KieSaaS.Sandbox.Stripe.Wire;

namespace KieSaaS.Sandbox.Stripe.Checkout;

/// <summary>
/// Takes the money for an open session: at once by card, after a challenge, or promised by a debit that is settled later.
/// Each outcome is one saved document with the events that tell of it.
/// </summary>
internal sealed class PaySession(StripeStore store)
{
    /// <summary>One try to pay.</summary>
    /// <param name="session">The session as read under the gate.</param>
    /// <param name="method">With what.</param>
    /// <param name="expectedAmount">The amount the payer saw; another total is refused.</param>
    /// <param name="requestId">The API request behind it, if one.</param>
    public CheckoutSession Run(CheckoutSession session, TestMethod method, long expectedAmount, string? requestId = null)
    {
        RequireOpen(session);
        if (expectedAmount != session.Total)
        {
            throw StripeProblem.Invalid("The amount has changed since the page was shown. Load the page again and check the new total.", "expected_amount");
        }

        var events = new List<StripeEvent>();
        var tried = session with { Intent = Prepare(session, method) };
        if (session.Intent is null)
        {
            events.Add(IntentEvent("payment_intent.created", tried, requestId));
        }

        return method switch
        {
            { Challenge: true } => Challenge(tried, method, events, requestId),
            { Decline: { } decline } => Fail(tried, method, decline, events, requestId),
            { Type: "sepa_debit" } => Promise(tried, method, events, requestId),
            _ => Succeed(tried, method, authenticated: false, events, requestId),
        };
    }

    /// <summary>The payer came back from the challenge.</summary>
    public CheckoutSession Answer(CheckoutSession session, bool accepted)
    {
        RequireOpen(session);
        if (session.Intent is not { Status: "requires_action", ChallengedNumber: { } number })
        {
            throw StripeProblem.Invalid("This payment does not wait for a challenge.");
        }

        var method = TestMethods.Card(number);
        return accepted
            ? Succeed(session, method, authenticated: true, [], null)
            : Fail(session, method, TestMethods.ChallengeFailed, [], null, charged: false);
    }

    /// <summary>The bank decided about a debit.</summary>
    public CheckoutSession Settle(CheckoutSession session, bool succeeded)
    {
        if (session is not { Status: "complete", PaymentStatus: "unpaid", Intent: { Status: "processing" } intent, LatestCharge: { } charge })
        {
            throw StripeProblem.Invalid($"Session {session.Id} does not wait for a bank: its status is {session.Status}, its payment status {session.PaymentStatus}.");
        }

        var outcome = succeeded ? "succeeded" : "failed";
        var settled = session with
        {
            PaymentStatus = succeeded ? "paid" : "unpaid",
            Intent = intent with { Status = succeeded ? "succeeded" : "requires_payment_method", LastError = succeeded ? null : TestMethods.DebitFailed },
            Charges = [.. session.Charges.SkipLast(1), charge with { Status = outcome, Failure = succeeded ? null : TestMethods.DebitFailed }],
        };
        store.Save(
            settled,
            ChargeEvent("charge." + outcome, settled, null),
            IntentEvent(succeeded ? "payment_intent.succeeded" : "payment_intent.payment_failed", settled, null),
            SessionEvent("checkout.session.async_payment_" + outcome, settled, null));
        return settled;
    }

    private CheckoutSession Succeed(CheckoutSession session, TestMethod method, bool authenticated, List<StripeEvent> events, string? requestId)
    {
        var paid = session with
        {
            Status = "complete",
            PaymentStatus = "paid",
            Intent = session.Intent! with { Status = "succeeded", ChallengedNumber = null, LastError = null },
            Charges = [.. session.Charges, NewCharge(session.Intent!, method, "succeeded") with { Authenticated = authenticated }],
        };
        events.AddRange(
            [ChargeEvent("charge.succeeded", paid, requestId), IntentEvent("payment_intent.succeeded", paid, requestId), SessionEvent("checkout.session.completed", paid, requestId)]);
        store.Save(paid, events);
        return paid;
    }

    private CheckoutSession Promise(CheckoutSession session, TestMethod method, List<StripeEvent> events, string? requestId)
    {
        var promised = session with
        {
            Status = "complete",
            Intent = session.Intent! with { Status = "processing", LastError = null },
            Charges = [.. session.Charges, NewCharge(session.Intent!, method, "pending")],
        };
        events.AddRange(
            [ChargeEvent("charge.pending", promised, requestId), IntentEvent("payment_intent.processing", promised, requestId), SessionEvent("checkout.session.completed", promised, requestId)]);
        store.Save(promised, events);
        return promised;
    }

    private CheckoutSession Challenge(CheckoutSession session, TestMethod method, List<StripeEvent> events, string? requestId)
    {
        var waiting = session with { Intent = session.Intent! with { Status = "requires_action", ChallengedNumber = method.Number, LastError = null } };
        events.Add(IntentEvent("payment_intent.requires_action", waiting, requestId));
        store.Save(waiting, events);
        return waiting;
    }

    private CheckoutSession Fail(CheckoutSession session, TestMethod method, Decline decline, List<StripeEvent> events, string? requestId, bool charged = true)
    {
        var failed = session with
        {
            Intent = session.Intent! with { Status = "requires_payment_method", PaymentMethodId = null, ChallengedNumber = null, LastError = decline },
            Charges = charged ? [.. session.Charges, NewCharge(session.Intent!, method, "failed") with { Failure = decline }] : session.Charges,
        };
        if (charged)
        {
            events.Add(ChargeEvent("charge.failed", failed, requestId));
        }

        events.Add(IntentEvent("payment_intent.payment_failed", failed, requestId));
        store.Save(failed, events);
        return failed;
    }

    private PaymentIntent Prepare(CheckoutSession session, TestMethod method)
    {
        var intent = session.Intent;
        if (intent is null)
        {
            var id = store.NewId("pi_");
            intent = new PaymentIntent { Id = id, Sequence = store.NextSequence(), Created = store.Now, ClientSecret = store.NewId(id + "_secret_", 25), Status = "requires_payment_method" };
        }

        return intent with { PaymentMethodId = store.NewId("pm_"), MethodType = method.Type };
    }

    private Charge NewCharge(PaymentIntent intent, TestMethod method, string status) => new()
    {
        Id = store.NewId(method.Type == "card" ? "ch_" : "py_"),
        Sequence = store.NextSequence(),
        Created = store.Now,
        Status = status,
        PaymentMethodId = intent.PaymentMethodId!,
        MethodType = method.Type,
        Last4 = method.Last4,
        Brand = method.Brand,
    };

    private static void RequireOpen(CheckoutSession session)
    {
        if (session.Status != "open")
        {
            throw StripeProblem.Invalid($"This Checkout Session is {session.Status} and can no longer be paid.", code: "checkout_session_not_open");
        }
    }

    private StripeEvent IntentEvent(string type, CheckoutSession session, string? requestId) => store.NewEvent(type, IntentJson.Of(session, session.Intent!, Expansion.None), requestId);

    private StripeEvent ChargeEvent(string type, CheckoutSession session, string? requestId) => store.NewEvent(type, ChargeJson.Of(session, session.LatestCharge!, Expansion.None), requestId);

    private StripeEvent SessionEvent(string type, CheckoutSession session, string? requestId) => store.NewEvent(type, SessionJson.Of(session, Expansion.None), requestId);
}
