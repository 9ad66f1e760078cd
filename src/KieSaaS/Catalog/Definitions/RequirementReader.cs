using System.Collections.Immutable;
using System.Text.Json;
using KieSaaS.Catalog.Schemas;

namespace KieSaaS.Catalog.Definitions;

/// <summary>Reads an entry's conditional requirements; each must be about parameters and values that the schema knows.</summary>
internal static class RequirementReader
{
    public static ImmutableArray<Requirement> ReadAll(JsonElement entry, SchemaNode schema) => entry.TryGetProperty("requirements", out _)
        ? [.. entry.Required("requirements", JsonValueKind.Array).EnumerateArray()
            .Select((one, index) => JsonFields.Within(FormattableString.Invariant($"requirements/{index}"), () => Read(one, schema)))]
        : [];

    private static Requirement Read(JsonElement one, SchemaNode schema)
    {
        var when = one.Required("when", JsonValueKind.Object).EnumerateObject().Select(condition => new PriceCondition(condition.Name, condition.Value.Clone())).ToImmutableArray();
        if (when.FirstOrDefault(condition => schema.Properties.GetValueOrDefault(condition.Name)?.IsValid(condition.Value) != true) is { } impossible)
        {
            throw new DefinitionException("when", $"'{impossible}' can never be true under the schema");
        }

        var names = one.Texts("oneOf");
        return !names.IsEmpty && names.All(schema.Properties.ContainsKey)
            ? new Requirement(when, names)
            : throw new DefinitionException("oneOf", "must name parameters of the schema");
    }
}
