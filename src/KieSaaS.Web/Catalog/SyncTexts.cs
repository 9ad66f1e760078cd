namespace KieSaaS.Web.Catalog;

/// <summary>The texts of the sync inbox: SyncTexts.resx (English) and SyncTexts.ru.resx, keyed by meaning.</summary>
public sealed class SyncTexts;
