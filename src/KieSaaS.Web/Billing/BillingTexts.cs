namespace KieSaaS.Web.Billing;

/// <summary>The texts of packs, orders and the ledger; a refusal's text has the refusal's code as its key.</summary>
public sealed class BillingTexts;
