using System.Globalization;
using KieSaaS.Sandbox.Stripe.Checkout;

namespace KieSaaS.Sandbox.Stripe.Hosted;

/// <summary>What the payer typed; starts with a card that works.</summary>
public sealed record PaymentForm
{
    /// <summary>"card" or "sepa_debit".</summary>
    public string Method { get; init; } = "card";

    /// <summary>Where the receipt goes.</summary>
    public string Email { get; init; } = "";

    /// <summary>The card, with or without spaces.</summary>
    public string Number { get; init; } = "4242 4242 4242 4242";

    /// <summary>Month and year.</summary>
    public string Expiry { get; init; } = "12 / 34";

    /// <summary>The security code.</summary>
    public string Cvc { get; init; } = "123";

    /// <summary>The account of a debit.</summary>
    public string Iban { get; init; } = TestMethods.Iban;

    /// <summary>The total that the page showed, in minor units.</summary>
    public string ExpectedAmount { get; init; } = "";

    internal static PaymentForm Of(IFormCollection form) => new()
    {
        Method = form["method"].ToString(),
        Email = form["email"].ToString().Trim(),
        Number = form["number"].ToString().Trim(),
        Expiry = form["expiry"].ToString().Trim(),
        Cvc = form["cvc"].ToString().Trim(),
        Iban = form["iban"].ToString().Trim(),
        ExpectedAmount = form["expected_amount"].ToString(),
    };

    /// <summary>True when the payer chose the debit.</summary>
    public bool ByDebit => Method == "sepa_debit";

    /// <summary>The amount that the page showed; -1, which is no session's total, when it is not a number.</summary>
    internal long Amount => long.TryParse(ExpectedAmount, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount : -1;

    internal TestMethod ToMethod() => ByDebit ? TestMethods.Debit(Bare(Iban).ToUpperInvariant()) : TestMethods.Card(Bare(Number));

    /// <summary>Field by field what to change.</summary>
    internal Dictionary<string, string> Mistakes(PageWords words, DateTimeOffset now)
    {
        var mistakes = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = Email.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at == Email.Length - 1)
        {
            mistakes["email"] = words.BadEmail;
        }

        if (ByDebit)
        {
            var iban = Bare(Iban);
            if (iban.Length is < 15 or > 34 || !char.IsAsciiLetter(iban[0]) || !char.IsAsciiLetter(iban[1]) || !iban.All(char.IsAsciiLetterOrDigit))
            {
                mistakes["iban"] = words.BadIban;
            }

            return mistakes;
        }

        if (Bare(Number) is not { Length: >= 12 and <= 19 } number || !number.All(char.IsAsciiDigit))
        {
            mistakes["number"] = words.BadNumber;
        }

        if (!IsAhead(Bare(Expiry), now))
        {
            mistakes["expiry"] = words.BadExpiry;
        }

        if (Cvc.Length is not (3 or 4) || !Cvc.All(char.IsAsciiDigit))
        {
            mistakes["cvc"] = words.BadCvc;
        }

        return mistakes;
    }

    private static bool IsAhead(string expiry, DateTimeOffset now) =>
        DateTime.TryParseExact(expiry, ["MM/yy", "M/yy", "MM/yyyy", "MMyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
        && month.AddMonths(1) > now.UtcDateTime;

    private static string Bare(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal);
}
