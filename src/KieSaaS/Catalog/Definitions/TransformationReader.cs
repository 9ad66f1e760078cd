using System.Collections.Frozen;
using System.Text.Json;
using KieSaaS.Catalog.Schemas;
using KieSaaS.Catalog.Transformations;

namespace KieSaaS.Catalog.Definitions;

/// <summary>Reads the transformations that an entry names; the set is closed, and each must fit the entry's schema.</summary>
internal static class TransformationReader
{
    public static IReadOnlyList<InputTransformation> ReadAll(JsonElement entry, SchemaNode schema) => entry.TryGetProperty("transformations", out _)
        ? [.. entry.Required("transformations", JsonValueKind.Array).EnumerateArray()
            .Select((one, index) => JsonFields.Within(FormattableString.Invariant($"transformations/{index}"), () => Read(one, schema)))]
        : [];

    private static InputTransformation Read(JsonElement one, SchemaNode schema) => one.Text("name") switch
    {
        "other-names" => new OtherNames(schema.Properties.Keys),
        "orientation" => Orientation(one, schema),
        "one-as-list" => new OneAsList(Parameters(one, schema, SchemaTypes.Array)),
        "text-as-number" => new TextAsNumber(Parameters(one, schema, SchemaTypes.Number)),
        var name => throw new DefinitionException("name", $"'{name}' is not a transformation"),
    };

    private static Orientation Orientation(JsonElement one, SchemaNode schema)
    {
        var parameter = one.Text("parameter");
        var values = one.Required("values", JsonValueKind.Object).EnumerateObject().ToFrozenDictionary(value => value.Name, value => value.Value.Clone(), StringComparer.Ordinal);
        return schema.Properties.TryGetValue(parameter, out var node) && values.Values.All(node.IsValid)
            ? new Orientation(parameter, values)
            : throw new DefinitionException("values", $"must all be allowed values of '{parameter}'");
    }

    private static string[] Parameters(JsonElement one, SchemaNode schema, SchemaTypes type) =>
    [
        .. one.Texts("parameters").Select(name => schema.Properties.TryGetValue(name, out var node) && (node.Types is not { } types || types.HasFlag(type))
            ? name
            : throw new DefinitionException("parameters/" + name, "is not a parameter that it fits")),
    ];
}
