namespace KieSaaS.Web.Shell;

/// <summary>
/// The texts that every module uses: SharedTexts.resx (English) and SharedTexts.ru.resx, keyed by meaning.
/// A module with many texts of its own adds an empty class and two files like these.
/// </summary>
public sealed class SharedTexts;
