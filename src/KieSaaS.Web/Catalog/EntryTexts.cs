namespace KieSaaS.Web.Catalog;

/// <summary>The texts of the catalogue editor: EntryTexts.resx (English) and EntryTexts.ru.resx, keyed by meaning.</summary>
public sealed class EntryTexts;
