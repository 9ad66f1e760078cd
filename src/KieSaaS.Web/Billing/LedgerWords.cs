using System.Globalization;
using KieSaaS.Billing;

namespace KieSaaS.Web.Billing;

/// <summary>How a ledger line is named and what its cause leads to.</summary>
internal static class LedgerWords
{
    /// <summary>The key of a kind's name.</summary>
    public static string KeyOf(LedgerKind kind) => "ledger.kind." + kind switch
    {
        LedgerKind.Purchase => "purchase",
        LedgerKind.Grant => "grant",
        LedgerKind.Capture => "capture",
        LedgerKind.Expiry => "expiry",
        LedgerKind.DebtRepayment => "debt",
        _ => "clawback",
    };

    /// <summary>The page of what caused a line: a job or an order; null when the cause has no page.</summary>
    public static string? AddressOf(string cause)
    {
        var parts = cause.Split(':');
        return parts.Length >= 2 && Guid.TryParseExact(parts[1], "n", out var id)
            ? parts[0] switch
            {
                "job" => $"/app/jobs/{id.ToString("n", CultureInfo.InvariantCulture)}",
                "order" => $"/app/billing/orders/{id}",
                _ => null,
            }
            : null;
    }
}
