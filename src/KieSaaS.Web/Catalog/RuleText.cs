using System.Globalization;
using KieSaaS.Catalog;
using KieSaaS.Web.Shell.Text;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Catalog;

/// <summary>Rules of price books in words of the reader's language.</summary>
internal static class RuleText
{
    /// <summary>What a rule is about: "Kling 3.0, resolution=720p: fixed price".</summary>
    public static string Rule(this IStringLocalizer<DraftTexts> texts, Catalogue catalogue, PriceRuleKey rule) => rule.Kind switch
    {
        PriceRuleKind.Kind => texts["rule.Kind", texts["kind." + rule.Subject]],
        PriceRuleKind.Entry => texts["rule.Entry", NameOf(catalogue, rule.Subject)],
        PriceRuleKind.Row or PriceRuleKind.Upstream => texts[$"rule.{rule.Kind}", NameOf(catalogue, rule.Subject), RowOf(texts, rule.Part)],
        PriceRuleKind.Tenant => rule.Part.Length == 0
            ? texts["rule.Tenant", Short(rule.Subject)]
            : texts["rule.TenantEntry", Short(rule.Subject), NameOf(catalogue, rule.Part)],
        _ => texts[$"rule.{rule.Kind}"],
    };

    /// <summary>A value: "x1.8", "12.4 credits"; a dash where there is no rule.</summary>
    public static string Value(this IStringLocalizer<DraftTexts> texts, PriceRuleValue? value) => value switch
    {
        null => texts["no-rule"],
        { Markup: { } markup, Until: { } until } => texts["value.override", markup, until.ToString("d MMM yyyy", CultureInfo.CurrentCulture), value.Reason ?? ""],
        { Markup: { } markup } => markup.ToString(),
        { Credits: { } credits } => texts["value.credits", Show.ExactCredits(credits)],
        { Cost: { } cost } => texts["value.cost", cost.ToDecimal().ToString("#,##0.######", CultureInfo.CurrentCulture)],
        _ => texts["value.dollars", (value.MicroDollars.GetValueOrDefault() / 1_000_000m).ToString("0.######", CultureInfo.CurrentCulture)],
    };

    /// <summary>When a price row holds, as its id says it.</summary>
    public static string RowOf(IStringLocalizer<DraftTexts> texts, string row) => row == "any" ? texts["row.any"] : row.Replace(",", ", ", StringComparison.Ordinal);

    private static string NameOf(Catalogue catalogue, string key) => catalogue.Find(key)?.Name ?? key;

    private static string Short(string tenant) => tenant.Length > 8 ? tenant[^8..] : tenant;
}
