using System.Globalization;
using System.Text.Json;
using KieSaaS.Catalog;
using KieSaaS.Web.Shell.Text;
using Microsoft.Extensions.Localization;

namespace KieSaaS.Web.Catalog;

/// <summary>Models, parameters and prices in words of the reader's language.</summary>
internal static class ModelText
{
    /// <summary>"Images", "Video" …</summary>
    public static string Kind(this IStringLocalizer<CatalogTexts> texts, MediaKind kind) => texts["kind." + kind.ToString().ToLowerInvariant()];

    /// <summary>The icon of a kind.</summary>
    public static string IconOf(MediaKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>"from 2.4 credits per second".</summary>
    public static string FromPrice(this IStringLocalizer<CatalogTexts> texts, SalePrice price) => texts["price.from", texts.UnitPrice(price)];

    /// <summary>"2.4 credits per second".</summary>
    public static string UnitPrice(this IStringLocalizer<CatalogTexts> texts, SalePrice price) =>
        texts["price.unit." + UnitKey(price.Unit), Show.Credits(price.Price)];

    /// <summary>"per second".</summary>
    public static string Unit(this IStringLocalizer<CatalogTexts> texts, PriceUnit unit) => texts["unit." + UnitKey(unit)];

    /// <summary>"about 40 seconds"; "about 3 minutes" from 90 seconds on.</summary>
    public static string Duration(this IStringLocalizer<CatalogTexts> texts, TimeSpan expected) => Show.RoughTime(expected, texts, "duration");

    /// <summary>When a price holds: "Resolution 1K, without input video".</summary>
    public static string When(this IStringLocalizer<CatalogTexts> texts, SalePrice price)
    {
        if (price.IsSurcharge)
        {
            return texts["price.surcharge"];
        }

        return price.Conditions.Count == 0 ? texts["price.always"] : string.Join(", ", price.Conditions.Select(condition => texts.Condition(condition)));
    }

    /// <summary>The name of a parameter: a word of ours where there is one, else the parameter's own name made readable.</summary>
    public static string Parameter(this IStringLocalizer<CatalogTexts> texts, string name) =>
        texts["param." + name] is { ResourceNotFound: false } known ? known.Value : Readable(name);

    /// <summary>A value as people read it.</summary>
    public static string Value(this IStringLocalizer<CatalogTexts> texts, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => texts["value.yes"],
        JsonValueKind.False => texts["value.no"],
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    /// <summary>A value as programs write it, without the quotation marks of a text.</summary>
    public static string Written(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    /// <summary>"When custom_mode = true: give title."</summary>
    public static string Requirement(this IStringLocalizer<CatalogTexts> texts, Requirement requirement)
    {
        var given = string.Join(texts["requirement.or"], requirement.OneOf);
        return requirement.When.IsEmpty
            ? texts["requirement.always", given]
            : texts["requirement.when", string.Join(texts["requirement.and"], requirement.When.Select(condition => $"{condition.Name} = {Written(condition.Value)}")), given];
    }

    /// <summary>What a parameter takes: "1 to 10", "at most 800 characters".</summary>
    public static string? Limits(this IStringLocalizer<CatalogTexts> texts, EntryParameter parameter)
    {
        var counted = parameter.Type == ParameterType.List ? "items" : "characters";
        LocalizedString? limits = parameter switch
        {
            { MaximumSeconds: { } seconds } => texts["limit.seconds", Number(seconds)],
            { MaximumMegapixels: { } size } => texts["limit.megapixels", Number(size)],
            { Minimum: { } least, Maximum: { } most } => texts["limit.between", Number(least), Number(most)],
            { Minimum: { } least } => texts["limit.least", Number(least)],
            { Maximum: { } most } => texts["limit.most", Number(most)],
            { MaximumLength: { } most } => texts["limit." + counted, most.ToString("N0", CultureInfo.CurrentCulture)],
            _ => null,
        };
        return limits?.Value;
    }

    private static string Condition(this IStringLocalizer<CatalogTexts> texts, PriceCondition condition)
    {
        if (condition is { IsFact: true, Value.ValueKind: JsonValueKind.String })
        {
            return texts[$"fact.{condition.Name[1..].Replace('_', '-')}", condition.Value.GetString()!];
        }

        if (condition.IsFact)
        {
            var isGiven = condition.Value.ValueKind == JsonValueKind.True;
            return texts[$"fact.{condition.Name[1..].Replace('_', '-')}.{(isGiven ? "yes" : "no")}"];
        }

        return $"{texts.Parameter(condition.Name)}: {texts.Value(condition.Value)}";
    }

    private static string UnitKey(PriceUnit unit) => unit switch
    {
        PriceUnit.Generation => "generation",
        PriceUnit.Image => "image",
        PriceUnit.Second => "second",
        PriceUnit.ThousandCharacters => "characters",
        PriceUnit.Megapixel => "megapixel",
        _ => "input-image",
    };

    private static string Number(decimal number) => number.ToString("0.######", CultureInfo.CurrentCulture);

    private static string Readable(string name)
    {
        var words = string.Concat(name.Select(letter => char.IsAsciiLetterUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()))
            .Replace('_', ' ').Replace(" url", " address", StringComparison.Ordinal);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
