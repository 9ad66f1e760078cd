using System.Globalization;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Shell.Text;

/// <summary>The plural categories of CLDR that our languages use.</summary>
public enum PluralForm
{
    /// <summary>1 credit; 1, 21, 101 кредит.</summary>
    One,

    /// <summary>2, 3, 22 кредита.</summary>
    Few,

    /// <summary>0, 5, 11, 25 кредитов.</summary>
    Many,

    /// <summary>2 credits; 1,5 кредита.</summary>
    Other,
}

/// <summary>
/// Picks the plural form by CLDR's cardinal rules (unicode.org/cldr, plurals.xml). A decimal's visible digits matter: 1 and 1.0 differ.
/// </summary>
public static class Plural
{
    /// <summary>The form that <paramref name="count"/> takes in a culture; languages without a rule here take English's.</summary>
    public static PluralForm Of(decimal count, CultureInfo culture)
    {
        var hasDecimals = count.Scale > 0;
        var whole = decimal.Truncate(Math.Abs(count));
        return culture.TwoLetterISOLanguageName == "ru" ? Russian(whole, hasDecimals) : English(whole, hasDecimals);
    }

    /// <summary>
    /// The text under <c>key.one</c>, <c>key.few</c>, <c>key.many</c> or <c>key.other</c>, whose {0} is the count in the culture's way of writing.
    /// </summary>
    public static string Count(this IStringLocalizer texts, string key, decimal count)
    {
        var culture = CultureInfo.CurrentUICulture;
        var form = Of(count, culture);
        return texts[$"{key}.{Name(form)}", count.ToString("N" + count.Scale.ToString(CultureInfo.InvariantCulture), culture)];
    }

    private static PluralForm English(decimal whole, bool hasDecimals) => whole == 1 && !hasDecimals ? PluralForm.One : PluralForm.Other;

    private static PluralForm Russian(decimal whole, bool hasDecimals)
    {
        if (hasDecimals)
        {
            return PluralForm.Other;
        }

        var lastTwo = (int)(whole % 100);
        return (lastTwo % 10, lastTwo) switch
        {
            (_, >= 11 and <= 14) => PluralForm.Many,
            (1, _) => PluralForm.One,
            ( >= 2 and <= 4, _) => PluralForm.Few,
            _ => PluralForm.Many,
        };
    }

    private static string Name(PluralForm form) => form switch
    {
        PluralForm.One => "one",
        PluralForm.Few => "few",
        PluralForm.Many => "many",
        _ => "other",
    };
}
