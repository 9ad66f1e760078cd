namespace KieSaaS.Web.Generation.Bench;

/// <summary>The texts of the test bench: BenchTexts.resx (English) and BenchTexts.ru.resx, keyed by meaning.</summary>
public sealed class BenchTexts;
