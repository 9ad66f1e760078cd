namespace KieSaaS.Web.Generation.Jobs;

/// <summary>The texts that explain a charge: ChargeTexts.resx (English) and ChargeTexts.ru.resx, keyed by meaning.</summary>
public sealed class ChargeTexts;
