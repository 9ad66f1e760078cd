namespace KieSaaS.Web.Catalog;

/// <summary>The texts of this folder's staff pages, keyed by meaning.</summary>
public sealed class PricingTexts;
