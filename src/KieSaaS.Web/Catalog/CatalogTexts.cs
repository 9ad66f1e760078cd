namespace KieSaaS.Web.Catalog;

/// <summary>The texts about models, parameters and prices: CatalogTexts.resx (English) and CatalogTexts.ru.resx, keyed by meaning.</summary>
public sealed class CatalogTexts;
