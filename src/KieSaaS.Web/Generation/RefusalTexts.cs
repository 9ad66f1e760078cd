using KieSaaS.Catalog;
using KieSaaS.Kernel;
using KieSaaS.Web.Catalog;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Generation;

/// <summary>A refusal in the reader's language: by its code where we have words for it, else in its own.</summary>
internal static class RefusalTexts
{
    public static string Refusal(this IStringLocalizer<GenerationTexts> texts, Refusal refusal) =>
        texts["refusal." + refusal.Code, [.. Facts(refusal)]] is { ResourceNotFound: false } known ? known.Value : refusal.Message;

    /// <summary>What is wrong with one field; the definition's own limits fill in the numbers.</summary>
    public static string InputError(this IStringLocalizer<GenerationTexts> texts, IStringLocalizer<CatalogTexts> catalog, InputError error, EntryParameter? parameter)
    {
        var isWhole = parameter is not null && error.Field == parameter.Name;
        var limit = isWhole ? Limit(error.Code, parameter!) : null;
        var key = "input." + error.Code.Replace('.', '-');
        var known = texts[key, limit ?? ""];
        return known.ResourceNotFound || (known.Value.Contains("{0}", StringComparison.Ordinal) && limit is null) || (NeedsLimit(error.Code) && limit is null)
            ? Own(catalog, error)
            : known.Value;
    }

    private static string Own(IStringLocalizer<CatalogTexts> catalog, InputError error) =>
        error.Message.StartsWith(error.Field + " ", StringComparison.Ordinal) ? catalog.Parameter(error.Field) + error.Message[error.Field.Length..] : error.Message;

    private static bool NeedsLimit(string code) => code is "minimum" or "maximum" or "minLength" or "maxLength" or "minItems" or "maxItems";

    private static string? Limit(string code, EntryParameter parameter) => code switch
    {
        "minimum" => parameter.Minimum?.ToString("0.######", System.Globalization.CultureInfo.CurrentCulture),
        "maximum" => parameter.Maximum?.ToString("0.######", System.Globalization.CultureInfo.CurrentCulture),
        "minLength" or "minItems" => parameter.MinimumLength?.ToString("N0", System.Globalization.CultureInfo.CurrentCulture),
        "maxLength" or "maxItems" => parameter.MaximumLength?.ToString("N0", System.Globalization.CultureInfo.CurrentCulture),
        _ => null,
    };

    private static IEnumerable<object> Facts(Refusal refusal)
    {
        yield return Fact(refusal, "needed");
        yield return Fact(refusal, "available");
        yield return refusal.Details.GetValueOrDefault("limit")?.ToString() ?? "";
        yield return refusal.Details.GetValueOrDefault("formats")?.ToString() ?? "";
    }

    private static string Fact(Refusal refusal, string name) =>
        refusal.Details.GetValueOrDefault(name) is decimal credits ? Shell.Text.Show.Credits(new Credits((long)(credits * Credits.MicrosPerCredit))) : "";
}
