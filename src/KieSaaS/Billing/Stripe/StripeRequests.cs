namespace KieSaaS.Billing.Stripe;

/// <summary>A Checkout Session in mode "payment" with one line, on Stripe's own page.</summary>
internal sealed record CreateCheckoutSession
{
    public required string ProductName { get; init; }

    public required string Currency { get; init; }

    /// <summary>In minor units.</summary>
    public required long UnitAmount { get; init; }

    public required string ClientReferenceId { get; init; }

    public required string CustomerEmail { get; init; }

    public required string Locale { get; init; }

    /// <summary>May hold <c>{CHECKOUT_SESSION_ID}</c>, which Stripe replaces.</summary>
    public required string SuccessUrl { get; init; }

    public required string CancelUrl { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Written on the session and, because Stripe does not copy it, on the payment as well.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public StripeForm ToForm() => new StripeForm()
        .Add("mode", "payment")
        .Add("client_reference_id", ClientReferenceId)
        .Add("customer_email", CustomerEmail)
        .Add("locale", Locale)
        .Add("success_url", SuccessUrl)
        .Add("cancel_url", CancelUrl)
        .Add("expires_at", ExpiresAt)
        .Add("line_items[0][quantity]", 1)
        .Add("line_items[0][price_data][currency]", Currency)
        .Add("line_items[0][price_data][unit_amount]", UnitAmount)
        .Add("line_items[0][price_data][product_data][name]", ProductName)
        .Add("metadata", Metadata)
        .Add("payment_intent_data[metadata]", Metadata);
}

/// <summary>Which events to list, newest first. Stripe keeps 30 days.</summary>
internal sealed record ListEvents
{
    public IReadOnlyList<string> Types { get; init; } = [];

    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>False asks for those that some endpoint has not taken.</summary>
    public bool? DeliverySuccess { get; init; }

    /// <summary>The id of the last event of the page before.</summary>
    public string? StartingAfter { get; init; }

    /// <summary>1 to 100.</summary>
    public int Limit { get; init; } = 100;

    public StripeForm ToForm() => new StripeForm()
        .Add("types", Types)
        .Add("created[gte]", CreatedFrom)
        .Add("delivery_success", DeliverySuccess)
        .Add("starting_after", StartingAfter)
        .Add("limit", Limit);
}
