using KieSaaS.Billing.Purchases;
using KieSaaS.Kernel;

namespace KieSaaS.Billing;

/// <summary>
/// Takes a notice from the payment provider: checks who signed it, keeps it, asks for the work, and is done. What the notice says
/// about money is never believed; the work asks the provider. The scope's actor must be the platform.
/// </summary>
public sealed class ReceivePaymentNotice
{
    private readonly IPayments _payments;
    private readonly Notices _notices;

    internal ReceivePaymentNotice(IPayments payments, Notices notices) => (_payments, _notices) = (payments, notices);

    /// <summary>Whether this was the first time that the event came.</summary>
    public sealed record Receipt(string EventId, bool IsNew);

    /// <summary>Refused, with nothing written, when the signature over exactly these bytes does not hold.</summary>
    /// <param name="body">The bytes as received.</param>
    /// <param name="signature">The header <c>Stripe-Signature</c>.</param>
    /// <param name="ct">Gives up; the provider sends again.</param>
    public async Task<Result<Receipt>> RunAsync(ReadOnlyMemory<byte> body, string? signature, CancellationToken ct)
    {
        var read = _payments.ReadNotice(body, signature);
        return read.Succeeded
            ? new Receipt(read.Value.EventId, await _notices.KeepAsync(read.Value, body.ToArray(), ct))
            : read.Refusal;
    }
}
