using System.Text.RegularExpressions;

namespace KieSaaS.Pdf;

/// <summary>What a document says about itself. Readers show the title in the window, screen readers pick the voice by the language.</summary>
/// <param name="Title">The title, in any script.</param>
/// <param name="CreatedAt">The moment of creation; it comes from the caller so that the same input makes the same bytes.</param>
public sealed partial record DocumentInfo(string Title, DateTimeOffset CreatedAt)
{
    private readonly string _language = "en";

    /// <summary>Who wrote it, if that is to be said.</summary>
    public string? Author { get; init; }

    /// <summary>The text's language as a BCP 47 tag, such as "en" or "pt-BR".</summary>
    /// <exception cref="ArgumentException">It is not such a tag.</exception>
    public string Language
    {
        get => _language;
        init => _language = LanguageTag().IsMatch(value)
            ? value
            : throw new ArgumentException($"'{value}' is not a language tag: write one such as en, ru or pt-BR.", nameof(value));
    }

    [GeneratedRegex("\\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LanguageTag();
}
