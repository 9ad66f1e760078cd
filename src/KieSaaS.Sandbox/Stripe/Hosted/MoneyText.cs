using System.Globalization;

namespace KieSaaS.Sandbox.Stripe.Hosted;

/// <summary>An amount in minor units as the payer reads it.</summary>
internal static class MoneyText
{
    private static readonly HashSet<string> ZeroDecimal =
        ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof", "xpf"];

    private static readonly HashSet<string> ThreeDecimal = ["bhd", "jod", "kwd", "omr", "tnd"];

    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal) { ["usd"] = "$", ["eur"] = "€", ["gbp"] = "£", ["rub"] = "₽", ["jpy"] = "¥" };

    public static string Of(long minor, string currency, string language)
    {
        var decimals = ZeroDecimal.Contains(currency) ? 0 : ThreeDecimal.Contains(currency) ? 3 : 2;
        var divisor = decimals switch { 0 => 1m, 3 => 1000m, _ => 100m };
        var number = (minor / divisor).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.GetCultureInfo(language));
        var sign = Signs.GetValueOrDefault(currency);
        return sign is null
            ? number + "\u00a0" + currency.ToUpperInvariant()
            : language == "en" ? sign + number : number + "\u00a0" + sign;
    }
}
