namespace KieSaaS.Web.Billing;

/// <summary>The texts of this folder's staff pages, keyed by meaning.</summary>
public sealed class CreditsTexts;
