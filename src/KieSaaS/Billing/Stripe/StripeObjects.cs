using System.Text.Json;

namespace KieSaaS.Billing.Stripe;

/// <summary>Of a Checkout Session, the fields that we act on.</summary>
internal sealed record CheckoutSession
{
    public required string Id { get; init; }

    public CheckoutStatus Status { get; init; }

    public PaymentStatus PaymentStatus { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public long? AmountTotal { get; init; }

    public string? Currency { get; init; }

    public string? ClientReferenceId { get; init; }

    /// <summary>Null while the session is open.</summary>
    public string? PaymentIntent { get; init; }

    /// <summary>The hosted page; present only while the session is open.</summary>
    public Uri? Url { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Present when asked for with <c>expand[]=line_items</c>.</summary>
    public StripeList<CheckoutLine>? LineItems { get; init; }
}

/// <summary>One line of a Checkout Session.</summary>
internal sealed record CheckoutLine
{
    public required string Id { get; init; }

    public string? Description { get; init; }

    public long AmountTotal { get; init; }

    public long? Quantity { get; init; }
}

/// <summary>One page of a list; newest first.</summary>
internal sealed record StripeList<T>
{
    public required IReadOnlyList<T> Data { get; init; }

    public bool HasMore { get; init; }
}

/// <summary>An event: that something happened to <see cref="EventData.Object"/>.</summary>
internal sealed record StripeEvent
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset Created { get; init; }

    public bool Livemode { get; init; }

    public required EventData Data { get; init; }

    /// <summary>The Checkout Session this event is about, when it is about one.</summary>
    public string? SessionId => Text("object") == "checkout.session" ? Text("id") : null;

    private string? Text(string property) =>
        Data.Object.ValueKind == JsonValueKind.Object && Data.Object.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>The state of the object when the event was made; it may be old by the time it is read.</summary>
    internal sealed record EventData
    {
        public required JsonElement Object { get; init; }
    }
}
