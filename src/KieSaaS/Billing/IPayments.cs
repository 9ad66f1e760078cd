using KieSaaS.Kernel;

namespace KieSaaS.Billing;

/// <summary>
/// The street to the payment provider, in our own words. Every call throws <see cref="PaymentsException"/> when the provider
/// refuses or cannot be reached; nothing here grants credits.
/// </summary>
public interface IPayments
{
    /// <summary>
    /// Opens a payment page for one order. Safe to repeat with the same request: the order's id is the idempotency key,
    /// so a lost answer never makes a second page.
    /// </summary>
    Task<CheckoutPage> OpenCheckoutAsync(CheckoutRequest request, CancellationToken ct);

    /// <summary>Asks the provider for the present state of a payment page. This, never a query string, decides about credits.</summary>
    Task<CheckoutState> ReadCheckoutAsync(string sessionId, CancellationToken ct);

    /// <summary>
    /// Checks the signature of a notice from the provider and reads what it is about. The body must be the bytes as received.
    /// Refused (<see cref="RefusalKind.Invalid"/>) when the signature does not hold or the body is not an event.
    /// </summary>
    Result<PaymentNotice> ReadNotice(ReadOnlyMemory<byte> body, string? signature);

    /// <summary>What the provider would have told us since a time, whether or not its notices arrived; newest first. It remembers 30 days.</summary>
    IAsyncEnumerable<PaymentNotice> ListNoticesAsync(IReadOnlyList<string> kinds, DateTimeOffset since, CancellationToken ct);

    /// <summary>The site that payment pages are on; the browser must be allowed to send a form there.</summary>
    Uri PageOrigin { get; }
}

/// <summary>What is needed to open a payment page. All of it is frozen on the order, so that a repeat is identical.</summary>
/// <param name="OrderId">Our order; the provider hands it back as the client reference.</param>
/// <param name="TenantId">Who buys; written into the metadata of the session and of the payment.</param>
/// <param name="PackName">What the buyer reads on the line, such as "1,000 credits".</param>
/// <param name="Price">The whole price of the one line.</param>
/// <param name="Email">Prefilled on the page and used for the provider's receipt.</param>
/// <param name="Language">A two-letter language such as "en" or "ru"; one the provider does not speak becomes the browser's choice.</param>
/// <param name="ReturnTo">Where the buyer lands after paying; <c>session_id</c> is added to its query.</param>
/// <param name="CancelTo">Where the buyer lands after turning back.</param>
/// <param name="ExpiresAt">When the page closes: 30 minutes to 24 hours from now.</param>
public sealed record CheckoutRequest(
    Guid OrderId,
    TenantId TenantId,
    string PackName,
    Money Price,
    string Email,
    string Language,
    Uri ReturnTo,
    Uri CancelTo,
    DateTimeOffset ExpiresAt);

/// <summary>A payment page that was opened.</summary>
/// <param name="SessionId">The provider's id of the page.</param>
/// <param name="Address">Where to send the buyer.</param>
/// <param name="ExpiresAt">When the page closes.</param>
public sealed record CheckoutPage(string SessionId, Uri Address, DateTimeOffset ExpiresAt);

/// <summary>What became of a payment page.</summary>
public enum CheckoutStatus
{
    /// <summary>The provider said a word we do not know yet; treat it as not decided.</summary>
    Unknown,

    /// <summary>The buyer can still pay.</summary>
    Open,

    /// <summary>The buyer is through; whether the money is there is another question.</summary>
    Complete,

    /// <summary>Closed without a payment.</summary>
    Expired,
}

/// <summary>Whether the money of a payment page is there.</summary>
public enum PaymentStatus
{
    /// <summary>The provider said a word we do not know yet; treat it as not paid.</summary>
    Unknown,

    /// <summary>Not paid, or a delayed payment that is still on its way.</summary>
    Unpaid,

    /// <summary>The money is with the provider.</summary>
    Paid,

    /// <summary>The total was zero.</summary>
    NoPaymentRequired,
}

/// <summary>The provider's answer about a payment page.</summary>
/// <param name="SessionId">The provider's id of the page.</param>
/// <param name="Status">Open, complete or expired.</param>
/// <param name="PaymentStatus">Whether the money is there.</param>
/// <param name="Total">What the buyer pays, to be compared with the order; null when the provider named none.</param>
/// <param name="OrderId">Our order, from the client reference; null when the page is not one of ours.</param>
/// <param name="PaymentIntentId">The provider's id of the payment, once there is one.</param>
/// <param name="ExpiresAt">When the page closes or closed.</param>
public sealed record CheckoutState(
    string SessionId,
    CheckoutStatus Status,
    PaymentStatus PaymentStatus,
    Money? Total,
    Guid? OrderId,
    string? PaymentIntentId,
    DateTimeOffset ExpiresAt);

/// <summary>A notice from the provider whose signature holds. It says that something happened, not what is true now.</summary>
/// <param name="EventId">The provider's id of the event; the same id may arrive several times.</param>
/// <param name="Kind">The event's type, such as "checkout.session.completed".</param>
/// <param name="At">When it happened.</param>
/// <param name="SessionId">The payment page it is about, when it is about one.</param>
public sealed record PaymentNotice(string EventId, string Kind, DateTimeOffset At, string? SessionId);

/// <summary>The payment provider refused, failed, or could not be reached.</summary>
public class PaymentsException : Exception
{
    /// <summary>A failure with what the provider said.</summary>
    /// <param name="message">What went wrong, without secrets.</param>
    /// <param name="mayRetry">Whether the same call may work later.</param>
    /// <param name="inner">The cause below, when there is one.</param>
    public PaymentsException(string message, bool mayRetry, Exception? inner = null)
        : base(message, inner) => MayRetry = mayRetry;

    /// <summary>True when the same call may work later: no connection, time-out, too many requests, a failure at the provider.</summary>
    public bool MayRetry { get; }
}
