namespace KieSaaS.Web.Catalog;

/// <summary>The texts about drafts of prices, price books and exchange rates: DraftTexts.resx (English) and DraftTexts.ru.resx, keyed by meaning.</summary>
public sealed class DraftTexts;
