using System.Globalization;
using KieSaaS.Sandbox.Stripe.Model;

namespace KieSaaS.Sandbox.Stripe.Hosted;

/// <summary>What the payment page shows; public because Razor wants its parameters so.</summary>
public sealed record PaymentView
{
    private const string DefaultMerchant = "KieSaaS";

    /// <summary>The session's id.</summary>
    public required string Id { get; init; }

    /// <summary>The words in the session's language.</summary>
    public required PageWords Words { get; init; }

    /// <summary>Who is paid.</summary>
    public required string Merchant { get; init; }

    /// <summary>In minor units.</summary>
    public required long Total { get; init; }

    /// <summary>The total as the payer reads it.</summary>
    public required string TotalText { get; init; }

    /// <summary>What is bought.</summary>
    public required IReadOnlyList<PaymentViewLine> Lines { get; init; }

    /// <summary>Where "go back" leads, if anywhere.</summary>
    public string? CancelUrl { get; init; }

    /// <summary>The end of the card that waits for its challenge.</summary>
    public string ChallengedLast4 { get; init; } = "";

    /// <summary>What was typed so far.</summary>
    public PaymentForm Form { get; init; } = new();

    /// <summary>By field, what to change.</summary>
    public IReadOnlyDictionary<string, string> Mistakes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Why the last try failed.</summary>
    public string? Refusal { get; init; }

    internal static PaymentView Of(CheckoutSession session)
    {
        var words = PageWords.For(session.Locale);
        return new PaymentView
        {
            Id = session.Id,
            Words = words,
            Merchant = session.MerchantName ?? DefaultMerchant,
            Total = session.Total,
            TotalText = MoneyText.Of(session.Total, session.Currency, words.Language),
            CancelUrl = session.CancelUrl,
            ChallengedLast4 = session.Intent?.ChallengedNumber?[^4..] ?? "",
            Lines = [.. session.Lines.Select(line => new PaymentViewLine(
                line.Name,
                line.Description,
                line.Quantity > 1 ? Fill(words.Quantity, line.Quantity) : null,
                MoneyText.Of(line.UnitAmount * line.Quantity, session.Currency, words.Language)))],
        };
    }

    /// <summary>Puts values into words with placeholders.</summary>
    public static string Fill(string words, params object[] values) => string.Format(CultureInfo.InvariantCulture, words, values);
}

/// <summary>One line as the payer reads it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Description">More about it.</param>
/// <param name="Quantity">How many, when more than one.</param>
/// <param name="Amount">The line's amount.</param>
public sealed record PaymentViewLine(string Name, string? Description, string? Quantity, string Amount);
