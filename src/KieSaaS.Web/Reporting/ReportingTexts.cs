namespace KieSaaS.Web.Reporting;

/// <summary>The texts of statements and of the usage log.</summary>
public sealed class ReportingTexts;
