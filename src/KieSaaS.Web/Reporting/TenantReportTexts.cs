namespace KieSaaS.Web.Reporting;

/// <summary>The texts of what tenants read about themselves: statements and the usage log.</summary>
public sealed class TenantReportTexts;
