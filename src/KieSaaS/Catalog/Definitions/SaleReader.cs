using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using KieSaaS.Catalog.Pricing;
using KieSaaS.Catalog.Schemas;

namespace KieSaaS.Catalog.Definitions;

/// <summary>Reads what decides whether and how an entry is sold: its offer, the facts its prices look at, and what its source must tell.</summary>
internal static class SaleReader
{
    public static EntryOffer Offer(JsonElement entry) => entry.TextOrNull("offer") switch
    {
        null or "on-sale" => EntryOffer.OnSale,
        "retired" => EntryOffer.Retired,
        "unknown-beforehand" => EntryOffer.UnknownBeforehand,
        var other => throw new DefinitionException("offer", $"'{other}' is not an offer"),
    };

    /// <summary>The offer in the end: what staff said counts, but no word of theirs puts on sale what cannot be sold.</summary>
    public static EntryOffer Sale(JsonElement entry, EntryOffer offer) => (entry.TextOrNull("sale"), CanBeSold(offer)) switch
    {
        ("off", _) => EntryOffer.Off,
        ("on" or "test-only", false) or (null, _) => offer,
        ("on", _) => EntryOffer.OnSale,
        ("test-only", _) => EntryOffer.Retired,
        var (other, _) => throw new DefinitionException("sale", $"'{other}' must be on, test-only or off"),
    };

    /// <summary>True when nothing but a decision keeps it from being sold.</summary>
    public static bool CanBeSold(EntryOffer offer) => offer is EntryOffer.OnSale or EntryOffer.Retired or EntryOffer.Off;

    public static InputFacts Facts(JsonElement entry, SchemaNode schema, Continuation? continuation)
    {
        var facts = entry.Required("facts", JsonValueKind.Object);
        return new InputFacts(facts.EnumerateObject().ToFrozenDictionary(
            fact => fact.Name,
            fact => facts.Texts(fact.Name) is { IsEmpty: false } fields && fields.All(schema.Properties.ContainsKey)
                ? fields.ToArray()
                : throw new DefinitionException("facts/" + fact.Name, "must name parameters of the schema"),
            StringComparer.Ordinal), continuation);
    }

    public static SourceRule? Source(JsonElement entry, SchemaNode schema) => !entry.TryGetProperty("measured", out var measured) ? null : JsonFields.Within("measured", () =>
    {
        var rule = new SourceRule(measured.Text("parameter"), Limit(measured, "maximumSeconds"), Limit(measured, "maximumMegapixels"));
        return schema.Properties.ContainsKey(rule.Parameter) && (rule.MaximumSeconds is null) != (rule.MaximumMegapixels is null)
            ? rule
            : throw new DefinitionException("parameter", "must be a parameter of the schema with exactly one maximum");
    });

    /// <summary>The parameters with what is measured of the source: one file, which must be given.</summary>
    public static ImmutableArray<EntryParameter> WithSource(ImmutableArray<EntryParameter> parameters, SourceRule? rule)
    {
        if (rule is null)
        {
            return parameters;
        }

        var source = parameters.Single(parameter => parameter.Name == rule.Parameter);
        return source is { IsRequired: true, IsAddress: true } and ({ Type: ParameterType.Text } or { Type: ParameterType.List, MaximumLength: 1 })
            ? parameters.Replace(source, source with { IsPriced = true, MaximumSeconds = rule.MaximumSeconds, MaximumMegapixels = rule.MaximumMegapixels })
            : throw new DefinitionException("measured", $"'{rule.Parameter}' must be required and the address of one file: give it the format uri, and a list maxItems 1, in bounds");
    }

    private static int? Limit(JsonElement measured, string name) => !measured.TryGetProperty(name, out _) ? null
        : measured.Whole(name) is > 0 and <= 86_400 and var limit ? (int)limit
        : throw new DefinitionException(name, "must be 1 to 86400");
}
