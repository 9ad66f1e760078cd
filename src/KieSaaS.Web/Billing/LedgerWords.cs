using System.Globalization;
using KieSaaS.Billing;
using KieSaaS.Catalog;

namespace KieSaaS.Web.Billing;

/// <summary>How a ledger line is named and what its cause leads to.</summary>
internal static class LedgerWords
{
    private const string Welcome = "workspace:welcome";

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

    /// <summary>The key of a line's name: a grant that has a name of its own is called by it.</summary>
    public static string KeyOf(ListLedger.Line line) => IsWelcome(line) ? "ledger.kind.welcome" : KeyOf(line.Kind);

    /// <summary>True for the credits that a new workspace is given.</summary>
    public static bool IsWelcome(ListLedger.Line line) => line.Cause == Welcome;

    /// <summary>What a line says beside its kind: of a job its model's name, nothing where the kind says it all.</summary>
    public static string NoteOf(ListLedger.Line line, Catalogue catalogue) => line switch
    {
        { Kind: LedgerKind.Capture } => catalogue.Find(line.Note)?.Name ?? line.Note,
        { Cause: Welcome } => "",
        _ => line.Note,
    };

    /// <summary>The key of what caused a line, in words.</summary>
    public static string KeyOfCause(string cause) => "ledger.cause." + cause.Split(':') switch
    {
        ["job", ..] => "job",
        ["order", _, "bonus"] => "order-bonus",
        ["order", ..] => "order",
        ["workspace", "welcome"] => "welcome",
        ["workspace", "test"] => "test",
        ["test-refill", ..] => "refill",
        ["grant", ..] => "grant",
        ["expiry", ..] => "expiry",
        ["debt", ..] => "debt",
        _ => "other",
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
