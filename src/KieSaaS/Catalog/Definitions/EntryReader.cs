using System.Collections.Frozen;
using System.Text.Json;
using KieSaaS.Catalog.Pricing;
using KieSaaS.Catalog.Schemas;
using KieSaaS.Kernel;

namespace KieSaaS.Catalog.Definitions;

/// <summary>Reads one entry of a catalogue file. What it returns has been checked throughout: it can be validated against, priced and shown.</summary>
internal static class EntryReader
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <param name="entry">The definition.</param>
    /// <param name="hints">What is said of a parameter where the entry has no words of its own.</param>
    /// <param name="place">Its place in the list where it names none.</param>
    public static Result<CatalogueEntry> Read(JsonElement entry, IReadOnlyDictionary<string, LocalizedText> hints, int place)
    {
        var key = entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("key", out var given) ? given.ToString() : "(no key)";
        try
        {
            return ReadChecked(entry, hints, place);
        }
        catch (DefinitionException wrong)
        {
            return new Refusal(RefusalKind.Invalid, "catalog.invalid-definition", $"{key}: {wrong.Path} {wrong.Reason}").For(wrong.Path);
        }
    }

    private static CatalogueEntry ReadChecked(JsonElement entry, IReadOnlyDictionary<string, LocalizedText> hints, int place)
    {
        var schemaJson = entry.Required("schema", JsonValueKind.Object).Clone();
        var boundsJson = entry.Required("bounds", JsonValueKind.Object);
        var schema = SchemaCompiler.Compile(schemaJson, "schema");
        if (schema.Types != SchemaTypes.Object || schema.Properties.Count == 0)
        {
            throw new DefinitionException("schema", "must describe an object with properties");
        }

        var bounds = SchemaCompiler.CompileProperties(boundsJson, "bounds");
        if (bounds.Properties.Keys.FirstOrDefault(name => !schema.Properties.ContainsKey(name)) is { } unknown)
        {
            throw new DefinitionException("bounds/" + unknown, "is not a parameter of the schema");
        }

        var obstacle = SaleReader.Offer(entry);
        var offer = SaleReader.Sale(entry, obstacle);
        var isFree = entry.Switch("free");
        var continuation = ContinuationReader.Read(entry, schema);
        var facts = SaleReader.Facts(entry, schema, continuation);
        var source = SaleReader.Source(entry, schema);
        var prices = PriceRowReader.ReadAll(entry, isFree, isOff: offer == EntryOffer.Off);
        var canBePriced = obstacle is not EntryOffer.UnknownBeforehand && prices.Any(row => !row.IsSurcharge);
        var priced = canBePriced ? PriceChecks.PricedParameters(prices) : FrozenSet<string>.Empty;
        var parameters = ParameterReader.Read(schemaJson, boundsJson, priced, PresentationReader.Hints(entry, hints));
        if (canBePriced)
        {
            PriceChecks.Conditions(prices, schema, facts);
        }

        var defaults = PriceChecks.Defaults(priced, schema, bounds);
        if (canBePriced)
        {
            PriceChecks.Quantities(prices, parameters, schema, bounds, facts, source);
        }

        parameters = SaleReader.WithSource(parameters, source);
        var requirements = RequirementReader.ReadAll(entry, schema);
        var rules = new InputRules(schema, bounds, requirements, TransformationReader.ReadAll(entry, schema), defaults, KeepsUnknown(entry));
        return new CatalogueEntry(rules, canBePriced ? new UpstreamPricing(prices, facts, source) : null)
        {
            Key = Key(entry),
            Model = entry.Text("model"),
            Name = entry.Text("name"),
            Vendor = entry.Text("vendor"),
            Kind = Enum.TryParse<MediaKind>(entry.Text("kind"), ignoreCase: true, out var kind)
                ? kind
                : throw new DefinitionException("kind", "must be image, video, audio or music"),
            Modes = entry.Texts("modes"),
            Family = entry.Text("family"),
            Tags = entry.Texts("tags"),
            Description = entry.Localized("description"),
            ExpectedDuration = PresentationReader.Seconds(entry, "expectedSeconds") ?? throw new DefinitionException("expectedSeconds", "is missing"),
            Timeout = PresentationReader.Seconds(entry, "timeoutSeconds"),
            Order = PresentationReader.Order(entry) ?? place,
            Offer = offer,
            IsFree = isFree,
            Api = entry.TextOrNull("api") ?? CatalogueEntry.JobsApi,
            Fixed = entry.TryGetProperty("fixed", out _) ? entry.Required("fixed", JsonValueKind.Object).Clone() : Nothing,
            Continues = continuation,
            HasTextResult = entry.Switch("textResult"),
            Requirements = requirements,
            Schema = schemaJson,
            Bounds = boundsJson.Clone(),
            Parameters = parameters,
            Prices = prices,
            Source = source,
        };
    }

    private static string Key(JsonElement entry)
    {
        var key = entry.Text("key");
        return key.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-')
            ? key
            : throw new DefinitionException("key", "may have lower-case letters, digits and hyphens only");
    }

    private static bool KeepsUnknown(JsonElement entry) => entry.Text("unknownKeys") switch
    {
        "drop" => false,
        "pass" => true,
        _ => throw new DefinitionException("unknownKeys", "must be drop or pass"),
    };
}
