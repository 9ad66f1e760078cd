namespace KieSaaS.Tests.Billing;

/// <summary>What keeps the ledger straight: the wallet's lock, and behind it two unique keys.</summary>
internal static class LedgerGuards
{
    public static readonly Guard WalletLock = Guard.InStatement(@"(from billing_wallets where [^()]*) for no key update", "$1");

    public const string CauseKey = "ix_billing_ledger_transactions_tenant_id_mode_cause", NumberKey = "ix_billing_ledger_transactions_tenant_id_mode_number";

    public static readonly Guard Cause = Guard.Index(CauseKey), Number = Guard.Index(NumberKey);
}
