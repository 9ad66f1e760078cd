using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Catalog.Sync;

/// <summary>A schema as comparable text: names sorted, prose and vendors' own marks left out.</summary>
internal static class SchemaText
{
    private static readonly HashSet<string> Prose = new(StringComparer.Ordinal) { "$schema", "title", "description", "example", "examples", "deprecated" };

    // Where a keyword's value is a table of names, those names are not keywords.
    private static readonly HashSet<string> Tables = new(StringComparer.Ordinal) { "properties", "patternProperties", "$defs", "dependentSchemas", "dependentRequired" };

    // Values that are data: their fields keep their names and their order means nothing.
    private static readonly HashSet<string> Data = new(StringComparer.Ordinal) { "enum", "const", "default" };

    public static string Of(JsonElement schema) => Schema(schema)!.ToJsonString(NewModel.Json);

    /// <summary>A schema whose parameters stand in the order of another's, because forms follow it; those that are new come last.</summary>
    public static JsonNode InOrderOf(JsonElement schema, JsonElement former)
    {
        var ordered = JsonObject.Create(schema)!.DeepClone().AsObject();
        if (former.Inside("properties") is { ValueKind: JsonValueKind.Object } before && ordered["properties"] is JsonObject properties)
        {
            var names = before.EnumerateObject().Select(field => field.Name).Where(properties.ContainsKey).ToList();
            ordered["properties"] = new JsonObject(names.Concat(properties.Select(field => field.Key).Except(names, StringComparer.Ordinal)).ToList()
                .ConvertAll(name => KeyValuePair.Create(name, properties[name]?.DeepClone())));
        }

        return ordered;
    }

    private static JsonNode? Schema(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject()
            .Where(field => !Prose.Contains(field.Name) && !field.Name.StartsWith("x-", StringComparison.Ordinal))
            .DistinctBy(field => field.Name, StringComparer.Ordinal)
            .OrderBy(field => field.Name, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Name, Keyword(field.Name, field.Value)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Schema)]),
        _ => Plain(value),
    };

    private static JsonNode? Keyword(string name, JsonElement value)
    {
        if (Data.Contains(name))
        {
            return Plain(value);
        }

        if (name == "required" && value.ValueKind == JsonValueKind.Array)
        {
            return new JsonArray([.. value.EnumerateArray().Select(one => one.ToString()).Order(StringComparer.Ordinal).Select(one => JsonValue.Create(one))]);
        }

        return Tables.Contains(name) && value.ValueKind == JsonValueKind.Object
            ? new JsonObject(value.EnumerateObject().DistinctBy(field => field.Name, StringComparer.Ordinal).OrderBy(field => field.Name, StringComparer.Ordinal)
                .Select(field => KeyValuePair.Create(field.Name, Schema(field.Value))))
            : Schema(value);
    }

    private static JsonNode? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Object => JsonObject.Create(value),
        JsonValueKind.Array => JsonArray.Create(value),
        _ => JsonValue.Create(value),
    };
}
