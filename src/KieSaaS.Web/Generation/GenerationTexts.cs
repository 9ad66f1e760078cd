namespace KieSaaS.Web.Generation;

/// <summary>The texts of the studio, jobs and start page: GenerationTexts.resx (English) and GenerationTexts.ru.resx, keyed by meaning.</summary>
public sealed class GenerationTexts;
