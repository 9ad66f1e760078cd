namespace KieSaaS.Sandbox.Stripe.Model;

/// <summary>
/// A Checkout Session together with the payment it led to. One document, so that a killed process never leaves half a payment;
/// the events of a change wait in <see cref="Outbox"/> until each is stored.
/// </summary>
internal sealed record CheckoutSession
{
    public required string Id { get; init; }

    /// <summary>The order of creation, finer than the seconds of <see cref="Created"/>.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required string Status { get; init; }

    public required string PaymentStatus { get; init; }

    /// <summary>Where the hosted page is; shown only while the session is open.</summary>
    public required string PageAddress { get; init; }

    public required string SuccessUrl { get; init; }

    public string? CancelUrl { get; init; }

    public required string Currency { get; init; }

    public required IReadOnlyList<CheckoutLine> Lines { get; init; }

    public string? CustomerEmail { get; init; }

    public string? ClientReferenceId { get; init; }

    public string? Locale { get; init; }

    public string? MerchantName { get; init; }

    public Dictionary<string, string> Metadata { get; init; } = [];

    public Dictionary<string, string> IntentMetadata { get; init; } = [];

    public string? IntentDescription { get; init; }

    /// <summary>The payment, from the first try to pay on. The session's JSON shows it once the session is complete.</summary>
    public PaymentIntent? Intent { get; init; }

    public IReadOnlyList<Charge> Charges { get; init; } = [];

    public IReadOnlyList<StripeEvent> Outbox { get; init; } = [];

    public long Total => Lines.Sum(line => line.UnitAmount * line.Quantity);

    public Charge? LatestCharge => Charges.Count == 0 ? null : Charges[^1];
}

/// <summary>One line: a price made up on the spot, times a quantity.</summary>
internal sealed record CheckoutLine(string Id, string PriceId, string ProductId, string Name, string? Description, long UnitAmount, long Quantity);
