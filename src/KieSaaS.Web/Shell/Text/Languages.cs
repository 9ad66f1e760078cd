using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace KieSaaS.Web.Shell.Text;

/// <summary>The languages of the portal; the first is the one we fall back to.</summary>
public static class Languages
{
    /// <summary>Culture names with the name each language gives itself.</summary>
    public static IReadOnlyList<Language> All { get; } = [new("en", "English"), new("ru", "Русский")];

    /// <summary>The language of the present request or circuit.</summary>
    public static Language Current => All.FirstOrDefault(language => language.Code == CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? All[0];

    /// <summary>True for a language that we have texts in.</summary>
    public static bool IsKnown(string? code) => All.Any(language => language.Code == code);

    internal static void Configure(RequestLocalizationOptions options)
    {
        CultureInfo[] cultures = [.. All.Select(language => CultureInfo.GetCultureInfo(language.Code))];
        options.DefaultRequestCulture = new RequestCulture(cultures[0]);
        options.SupportedCultures = cultures;
        options.SupportedUICultures = cultures;
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
        options.ApplyCurrentCultureToResponseHeaders = true;
    }
}

/// <summary>One language.</summary>
/// <param name="Code">The culture name, which is also the HTML language code.</param>
/// <param name="Name">Its name in itself.</param>
public sealed record Language(string Code, string Name);
