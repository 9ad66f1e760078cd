using KieSaaS.Sandbox.Stripe.Model;

namespace KieSaaS.Sandbox.Stripe.Checkout;

/// <summary>How a payer pays: a test card or a bank debit. <see cref="Decline"/> and the challenge belong to the card's number.</summary>
internal sealed record TestMethod(string Type, string Number, string? Brand = null, Decline? Decline = null, bool Challenge = false)
{
    public string Last4 => Number[^4..];
}

/// <summary>The numbers of Stripe's public test cards and their short names (docs.stripe.com/testing).</summary>
internal static class TestMethods
{
    public const string Succeeds = "4242424242424242";
    public const string Iban = "AT611904300234573201";

    private static readonly Decline Generic = new("card_declined", "generic_decline", "Your card was declined.");
    private static readonly Decline NoFunds = new("card_declined", "insufficient_funds", "Your card has insufficient funds.");

    /// <summary>What a challenge that the payer failed ends in.</summary>
    public static readonly Decline ChallengeFailed =
        new("payment_intent_authentication_failure", null, "The bank could not confirm that it is you. Try again, or use another card.");

    /// <summary>What a debit that the bank sent back ends in.</summary>
    public static readonly Decline DebitFailed = new("payment_method_provider_decline", "debit_not_authorized", "The bank did not accept the debit.");

    private static readonly Dictionary<string, TestMethod> Cards = new TestMethod[]
    {
        new("card", Succeeds, "visa"),
        new("card", "5555555555554444", "mastercard"),
        new("card", "4000000000000002", "visa", Generic),
        new("card", "4000000000009995", "visa", NoFunds),
        new("card", "4000000000000069", "visa", new Decline("expired_card", null, "Your card has expired.")),
        new("card", "4000000000000127", "visa", new Decline("incorrect_cvc", null, "Your card's security code is incorrect.")),
        new("card", "4000000000000119", "visa", new Decline("processing_error", null, "An error occurred while processing your card. Try again in a little bit.")),
        new("card", "4000002500003155", "visa", Challenge: true),
        new("card", "4000000000003220", "visa", Challenge: true),
    }.ToDictionary(method => method.Number, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Named = new(StringComparer.Ordinal)
    {
        ["pm_card_visa"] = Succeeds,
        ["pm_card_mastercard"] = "5555555555554444",
        ["pm_card_chargeDeclined"] = "4000000000000002",
        ["pm_card_visa_chargeDeclined"] = "4000000000000002",
        ["pm_card_chargeDeclinedInsufficientFunds"] = "4000000000009995",
        ["pm_card_chargeDeclinedExpiredCard"] = "4000000000000069",
        ["pm_card_chargeDeclinedIncorrectCvc"] = "4000000000000127",
        ["pm_card_chargeDeclinedProcessingError"] = "4000000000000119",
        ["pm_card_authenticationRequired"] = "4000002500003155",
        ["pm_card_threeDSecure2Required"] = "4000000000003220",
    };

    /// <summary>A card by its number. One that is no test card is declined, as in Stripe's test mode.</summary>
    public static TestMethod Card(string number) => Cards.TryGetValue(number, out var card)
        ? card
        : new TestMethod("card", number, "visa", new Decline("card_declined", "test_mode_live_card", "Your card was declined. This is a test page, and the card is not a test card."));

    /// <summary>A bank debit: it is promised now and decided later.</summary>
    public static TestMethod Debit(string iban) => new("sepa_debit", iban);

    /// <summary>A method by its short name, or null when there is none of that name.</summary>
    public static TestMethod? ByName(string name) =>
        Named.TryGetValue(name, out var number) ? Card(number) : name == "pm_sepa_debit" ? Debit(Iban) : null;
}
