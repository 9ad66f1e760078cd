namespace KieSaaS.Web.Audit;

/// <summary>The texts of this folder's staff pages, keyed by meaning.</summary>
public sealed class AuditTexts;
