namespace KieSaaS.Web.Catalog.Templates;

/// <summary>The texts about prompt templates: TemplateTexts.resx (English) and TemplateTexts.ru.resx, keyed by meaning.</summary>
public sealed class TemplateTexts;
