using KieSaaS.Kernel;

namespace KieSaaS.Billing;

/// <summary>Every "no" of this module, so that words and codes stay the same everywhere.</summary>
public static class BillingRefusals
{
    /// <summary>The role does not include buying.</summary>
    public static readonly Refusal MayNotBuy = new(
        RefusalKind.Forbidden, "billing.may-not-buy", "Your role in this workspace does not include buying credits. An owner, admin or billing member can.");

    /// <summary>Real money buys live credits only.</summary>
    public static readonly Refusal LiveOnly = new(
        RefusalKind.Conflict, "billing.live-only", "Packs are bought in live mode. Switch to live mode, or refill the test credits.");

    /// <summary>No pack of that id is on offer.</summary>
    public static readonly Refusal PackUnknown = new(RefusalKind.Invalid, "billing.pack-unknown", "This pack is not on offer. Choose one of the packs on the page.") { Field = "pack" };

    /// <summary>The form carries no intent.</summary>
    public static readonly Refusal IntentMissing = new(
        RefusalKind.Invalid, "billing.intent-missing", "The form was incomplete. Load the packs page again and choose.")
    { Field = "intent" };

    /// <summary>The form carries the intent of another purchase.</summary>
    public static readonly Refusal IntentReused = new(
        RefusalKind.Conflict, "billing.intent-reused", "This page was already used to order another pack. Load the packs page again and choose.")
    { Field = "intent" };

    /// <summary>The order was made long ago and never got a payment page.</summary>
    public static readonly Refusal OrderTooOld = new(
        RefusalKind.Conflict, "billing.order-too-old", "This order is too old to be paid. Load the packs page again and choose.");

    /// <summary>The payment provider does not answer.</summary>
    public static readonly Refusal PaymentsUnavailable = new(
        RefusalKind.TryLater, "billing.payments-unavailable", "The payment provider does not answer right now. Nothing was charged. Try again in a minute.");

    /// <summary>No such order in this workspace.</summary>
    public static readonly Refusal OrderNotFound = new(RefusalKind.NotFound, "billing.order-not-found", "There is no such order.");

    /// <summary>Live credits are bought.</summary>
    public static readonly Refusal TestOnly = new(RefusalKind.Conflict, "billing.test-only", "Only test credits are refilled. Switch to test mode, or buy a pack.");

    /// <summary>The role does not include what test credits are for.</summary>
    public static readonly Refusal MayNotRefill = new(RefusalKind.Forbidden, "billing.may-not-refill", "Your role in this workspace does not include generating.");

    /// <summary>The installation gives no test credits.</summary>
    public static readonly Refusal NoTestCredits = new(RefusalKind.Conflict, "billing.no-test-credits", "This installation gives no test credits.");

    /// <summary>Refilled within this minute already.</summary>
    public static readonly Refusal RefilledAlready = new(
        RefusalKind.LimitReached, "billing.refilled-already", "The test credits were refilled within this minute. Try again in a minute.");
}
