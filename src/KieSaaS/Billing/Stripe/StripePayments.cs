using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using KieSaaS.Kernel;
using Microsoft.Extensions.Options;

namespace KieSaaS.Billing.Stripe;

/// <summary>Says in Stripe's words what <see cref="IPayments"/> says in ours.</summary>
internal sealed class StripePayments(StripeClient stripe, IOptions<StripeOptions> options, TimeProvider time) : IPayments
{
    /// <summary>The languages of Stripe's payment page, by its contract.</summary>
    private static readonly FrozenSet<string> Locales = FrozenSet.ToFrozenSet(
        [
            "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fil", "fr", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt",
            "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh",
        ],
        StringComparer.Ordinal);

    public Uri PageOrigin => options.Value.CheckoutOrigin
        ?? (options.Value.ApiBase == StripeOptions.Official ? StripeOptions.OfficialCheckout : new Uri(options.Value.ApiBase.GetLeftPart(UriPartial.Authority)));

    public async Task<CheckoutPage> OpenCheckoutAsync(CheckoutRequest request, CancellationToken ct)
    {
        var orderId = request.OrderId.ToString();
        var session = await stripe.CreateCheckoutSessionAsync(
            new CreateCheckoutSession
            {
                ProductName = request.PackName,
                Currency = request.Price.Currency.Code,
                UnitAmount = request.Price.Minor,
                ClientReferenceId = orderId,
                CustomerEmail = request.Email,
                Locale = Locales.Contains(request.Language) ? request.Language : "auto",
                SuccessUrl = WithSessionId(request.ReturnTo),
                CancelUrl = request.CancelTo.AbsoluteUri,
                ExpiresAt = request.ExpiresAt,
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["order_id"] = orderId,
                    ["tenant_id"] = request.TenantId.ToString(),
                },
            },
            $"order-{orderId}-checkout",
            ct);

        // A replay of an old request answers with the page as it was then, so the address is there even if it has closed since.
        var address = session.Url ?? throw new StripeException("api_error", $"Stripe opened {session.Id} without a page.", status: null, mayRetry: false);
        return new CheckoutPage(session.Id, address, session.ExpiresAt);
    }

    public async Task<CheckoutState> ReadCheckoutAsync(string sessionId, CancellationToken ct)
    {
        var session = await stripe.RetrieveCheckoutSessionAsync(sessionId, ct);
        return new CheckoutState(
            session.Id,
            session.Status,
            session.PaymentStatus,
            session is { AmountTotal: { } minor, Currency: { } currency } ? new Money(minor, new Currency(currency)) : null,
            Guid.TryParse(session.ClientReferenceId, CultureInfo.InvariantCulture, out var orderId) ? orderId : null,
            session.PaymentIntent,
            session.ExpiresAt);
    }

    public Result<PaymentNotice> ReadNotice(ReadOnlyMemory<byte> body, string? signature)
    {
        var verdict = StripeSignature.Verify(body.Span, signature, options.Value.WebhookSecrets, time.GetUtcNow());
        if (verdict != SignatureVerdict.Valid)
        {
            return new Refusal(RefusalKind.Invalid, "payments.signature", Explain(verdict)).For("Stripe-Signature");
        }

        try
        {
            return JsonSerializer.Deserialize<StripeEvent>(body.Span, StripeJson.Options) is { } happened
                ? NoticeOf(happened)
                : NotAnEvent("the body is null");
        }
        catch (JsonException cause)
        {
            return NotAnEvent(cause.Message);
        }
    }

    public async IAsyncEnumerable<PaymentNotice> ListNoticesAsync(
        IReadOnlyList<string> kinds, DateTimeOffset since, [EnumeratorCancellation] CancellationToken ct)
    {
        string? last = null;
        while (true)
        {
            var page = await stripe.ListEventsAsync(new ListEvents { Types = kinds, CreatedFrom = since, StartingAfter = last }, ct);
            foreach (var happened in page.Data)
            {
                yield return NoticeOf(happened);
            }

            if (!page.HasMore || page.Data.Count == 0)
            {
                yield break;
            }

            last = page.Data[^1].Id;
        }
    }

    private static PaymentNotice NoticeOf(StripeEvent happened) => new(happened.Id, happened.Type, happened.Created, happened.SessionId);

    private static Refusal NotAnEvent(string reason) => new(RefusalKind.Invalid, "payments.notice", "The body is signed but is not an event: " + reason);

    private static string Explain(SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.HeaderUnreadable => "The header Stripe-Signature is missing or has no time and v1 signature.",
        SignatureVerdict.OutsideTolerance => "The signature is more than five minutes away from this server's clock.",
        SignatureVerdict.NoSecret => "No webhook secret is set: set Stripe:WebhookSecrets:0.",
        _ => "The signature was not made with this endpoint's secret over these bytes.",
    };

    /// <summary>Stripe replaces the placeholder in braces, so they must not be percent-encoded inside the address.</summary>
    private static string WithSessionId(Uri returnTo) =>
        returnTo.AbsoluteUri + (returnTo.Query.Length == 0 ? "?" : "&") + "session_id={CHECKOUT_SESSION_ID}";
}
