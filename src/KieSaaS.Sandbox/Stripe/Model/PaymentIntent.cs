namespace KieSaaS.Sandbox.Stripe.Model;

/// <summary>A payment: one amount, as many tries as it takes.</summary>
internal sealed record PaymentIntent
{
    public required string Id { get; init; }

    public required long Sequence { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary>requires_payment_method, requires_action, processing, succeeded or canceled.</summary>
    public required string Status { get; init; }

    public string? PaymentMethodId { get; init; }

    /// <summary>"card" or "sepa_debit": what the present try uses.</summary>
    public string? MethodType { get; init; }

    /// <summary>The card that waits for its challenge.</summary>
    public string? ChallengedNumber { get; init; }

    public Decline? LastError { get; init; }
}

/// <summary>One try to take the money.</summary>
internal sealed record Charge
{
    public required string Id { get; init; }

    public required long Sequence { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>pending, succeeded or failed.</summary>
    public required string Status { get; init; }

    public required string PaymentMethodId { get; init; }

    public required string MethodType { get; init; }

    public required string Last4 { get; init; }

    public string? Brand { get; init; }

    public bool Authenticated { get; init; }

    public Decline? Failure { get; init; }
}

/// <summary>Why a try failed, in Stripe's codes and words for the buyer.</summary>
internal sealed record Decline(string Code, string? DeclineCode, string Message);
