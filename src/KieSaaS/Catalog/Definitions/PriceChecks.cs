using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using KieSaaS.Catalog.Pricing;
using KieSaaS.Catalog.Schemas;

namespace KieSaaS.Catalog.Definitions;

/// <summary>
/// What must be true of prices and schema together before anything is sold: every condition can come true, every parameter that decides a price
/// is always there, and every quantity has an upper limit.
/// </summary>
internal static class PriceChecks
{
    /// <summary>The parameters of the input that decide the price.</summary>
    public static FrozenSet<string> PricedParameters(ImmutableArray<PriceRow> rows) => rows
        .SelectMany(row => row.Conditions.Select(condition => condition.Name)
            .Concat(row.QuantityParameter is { } path ? [Quantity.Split(path).Name] : [])
            .Concat(row.CountParameter is { } count ? [count] : []))
        .Where(name => !name.StartsWith('@'))
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Defaults of priced parameters: ours, else the upstream's. One that is neither required nor has a default would be a guess.</summary>
    public static List<KeyValuePair<string, JsonElement>> Defaults(FrozenSet<string> priced, SchemaNode schema, SchemaNode bounds)
    {
        var required = schema.Keywords.OfType<RequiredProperties>().SelectMany(keyword => keyword.Names).ToHashSet(StringComparer.Ordinal);
        var defaults = new List<KeyValuePair<string, JsonElement>>();
        foreach (var name in priced.Order(StringComparer.Ordinal))
        {
            var property = schema.Properties.GetValueOrDefault(name) ?? throw new DefinitionException("prices", $"'{name}' is not a parameter of the schema");
            if ((bounds.Properties.GetValueOrDefault(name)?.Default ?? property.Default) is not { } value)
            {
                if (!required.Contains(name))
                {
                    throw new DefinitionException("prices", $"'{name}' decides the price, but may be left out and has no default");
                }

                continue;
            }

            if (!property.IsValid(value) || bounds.Properties.GetValueOrDefault(name)?.IsValid(value) == false)
            {
                throw new DefinitionException("prices", $"the default of '{name}' is not an allowed value");
            }

            defaults.Add(new(name, value));
        }

        return defaults;
    }

    public static void Conditions(ImmutableArray<PriceRow> rows, SchemaNode schema, InputFacts facts)
    {
        foreach (var row in rows)
        {
            foreach (var condition in row.Conditions)
            {
                if (condition.IsFact)
                {
                    Require(facts.CanTell(condition), row, $"the fact '{condition.Name}' cannot be derived from the input");
                }
                else
                {
                    var possible = schema.Properties.GetValueOrDefault(condition.Name)?.IsValid(condition.Value) == true;
                    Require(possible, row, $"'{condition}' can never be true under the schema");
                }
            }

            var oneFact = row.Conditions is [{ IsFact: true, Value.ValueKind: JsonValueKind.True }];
            Require(!row.IsSurcharge || oneFact, row, "a surcharge needs exactly one fact that must be true");
            Require(row.Unit != PriceUnit.MillionTokens, row, "tokens cannot be priced before a job runs");
            var isCounted = row.Unit is PriceUnit.Second or PriceUnit.ThousandCharacters or PriceUnit.Megapixel;
            Require(!isCounted || row.QuantityParameter is not null, row, "the unit needs a quantityParameter");
        }
    }

    public static void Quantities(
        ImmutableArray<PriceRow> rows, ImmutableArray<EntryParameter> parameters, SchemaNode schema, SchemaNode bounds, InputFacts facts, SourceRule? source)
    {
        foreach (var row in rows)
        {
            foreach (var field in row.IsSurcharge ? facts.FieldsOf(row.Conditions[0].Name) : [])
            {
                var parameter = parameters.Single(one => one.Name == field);
                Require(parameter.Type != ParameterType.List || parameter.MaximumLength is not null, row, $"'{field}' is billed by number and has no maxItems");
            }

            if (row.QuantityParameter is { } path)
            {
                var isBounded = path[0] == '@' ? source?.Bounds(path) == true
                    : row.Quantities.Count > 0 ? HasUnitsForAll(path, row, parameters)
                    : IsBounded(path, row.Unit, parameters, schema, bounds);
                Require(isBounded, row, $"'{path}' multiplies the price and has no limits: give minimum and maximum, enum or maxLength in bounds");
            }

            var isCountBounded = row.CountParameter is not { } count || IsBounded(count, PriceUnit.Image, parameters, schema, bounds);
            Require(isCountBounded, row, $"'{row.CountParameter}' multiplies the price and has no limits: give minimum and maximum or enum in bounds");
        }
    }

    private static bool HasUnitsForAll(string name, PriceRow row, ImmutableArray<EntryParameter> parameters) =>
        parameters.Single(one => one.Name == name).Allowed is { IsEmpty: false } allowed && allowed.All(value => row.Quantities.ContainsKey(value.ToString()));

    private static bool IsBounded(string path, PriceUnit unit, ImmutableArray<EntryParameter> parameters, SchemaNode schema, SchemaNode bounds)
    {
        var (name, inner) = Quantity.Split(path);
        var parameter = parameters.Single(one => one.Name == name);
        if (inner is not null)
        {
            return parameter.MaximumLength is not null
                && (LimitsText(schema.Properties[name].Items, inner) || LimitsText(bounds.Properties.GetValueOrDefault(name)?.Items, inner));
        }

        return unit == PriceUnit.ThousandCharacters
            ? parameter is { Type: ParameterType.Text, MaximumLength: not null }
            : parameter.Allowed.Length > 0 ? parameter.Allowed.All(IsCount) : parameter is { Minimum: > 0, Maximum: not null };
    }

    private static bool LimitsText(SchemaNode? items, string inner) =>
        items?.Properties.GetValueOrDefault(inner)?.Keywords.OfType<TextLength>().Any(keyword => keyword.Maximum is not null) == true;

    private static bool IsCount(JsonElement value) =>
        decimal.TryParse(value.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0;

    private static void Require(bool holds, PriceRow row, string reason)
    {
        if (!holds)
        {
            throw new DefinitionException($"prices[{row.Id}]", reason);
        }
    }
}
