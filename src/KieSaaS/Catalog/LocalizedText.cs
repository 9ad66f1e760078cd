namespace KieSaaS.Catalog;

/// <summary>A text of ours in the languages of the portal.</summary>
/// <param name="En">English.</param>
/// <param name="Ru">Russian.</param>
public sealed record LocalizedText(string En, string Ru)
{
    /// <summary>The text for a two-letter language code; English for any that we do not have.</summary>
    public string In(string language) => string.Equals(language, "ru", StringComparison.OrdinalIgnoreCase) ? Ru : En;
}
