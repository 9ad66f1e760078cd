using KieSaaS.Kernel;

namespace KieSaaS.Billing;

/// <summary>Where a purchase stands.</summary>
public enum OrderState
{
    /// <summary>Written down; the provider has not opened a payment page yet.</summary>
    Created,

    /// <summary>The buyer can pay.</summary>
    AwaitingPayment,

    /// <summary>The buyer is through, the money is still on its way: a bank debit.</summary>
    Processing,

    /// <summary>Paid, and the credits are in the wallet.</summary>
    Fulfilled,

    /// <summary>The time to pay ran out.</summary>
    Expired,

    /// <summary>The payment failed, or does not fit the order and waits for staff.</summary>
    Failed,
}

/// <summary>An order as people see it.</summary>
/// <param name="Id">The identity.</param>
/// <param name="PackName">What was bought.</param>
/// <param name="Credits">What is paid for.</param>
/// <param name="Bonus">What is given on top.</param>
/// <param name="Price">As frozen when it was ordered.</param>
/// <param name="State">Where it stands.</param>
/// <param name="NeedsReview">A failed order whose payment does not fit it: staff looks at it.</param>
/// <param name="BuyerEmail">Who ordered.</param>
/// <param name="CreatedAt">When it was ordered (UTC).</param>
/// <param name="ExpiresAt">Until when it can be paid (UTC).</param>
/// <param name="FulfilledAt">When the credits came (UTC).</param>
/// <param name="PaymentPage">Where it can still be paid; null when it cannot.</param>
public sealed record OrderView(
    Guid Id,
    string PackName,
    Credits Credits,
    Credits Bonus,
    Money Price,
    OrderState State,
    bool NeedsReview,
    string BuyerEmail,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? FulfilledAt,
    Uri? PaymentPage)
{
    /// <summary>True while something may still happen.</summary>
    public bool IsOpen => State is OrderState.Created or OrderState.AwaitingPayment or OrderState.Processing;
}
