using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace KieSaaS.Catalog.Definitions;

/// <summary>Describes the parameters of a schema for forms and docs; our own limits stand in front of the upstream's.</summary>
internal static class ParameterReader
{
    private static readonly string[] First = ["prompt", "text", "dialogue"];

    public static ImmutableArray<EntryParameter> Read(
        JsonElement schema, JsonElement bounds, FrozenSet<string> priced, IReadOnlyDictionary<string, LocalizedText> hints)
    {
        var required = schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];
        return
        [
            .. schema.GetProperty("properties").EnumerateObject()
                .Select(property => Describe(property.Name, property.Value, bounds.TryGetProperty(property.Name, out var limit) ? limit : null) with
                {
                    IsRequired = required.Contains(property.Name),
                    IsPriced = priced.Contains(property.Name),
                    Hint = hints.GetValueOrDefault(property.Name),
                })
                .OrderBy(parameter => First.Contains(parameter.Name, StringComparer.Ordinal) ? 0 : parameter.IsRequired ? 1 : 2),
        ];
    }

    private static EntryParameter Describe(string name, JsonElement schema, JsonElement? limit)
    {
        JsonElement? Keyword(string keyword) =>
            Says(limit, keyword) ?? Says(schema, keyword);

        var type = TypeOf(Keyword("type"));
        var items = Keyword("items");
        return new EntryParameter
        {
            Name = name,
            Type = type,
            ItemType = type == ParameterType.List ? TypeOf(Says(items, "type")) : null,
            IsAddress = IsUri(schema) || limit is { } own && (IsUri(own) || Says(own, "items") is { } listed && IsUri(listed)) || (items is { } each && IsUri(each)),
            Allowed = Keyword("enum") is { } values ? [.. values.EnumerateArray()] : [],
            Default = Keyword("default"),
            Minimum = Keyword("minimum")?.GetDecimal(),
            Maximum = Keyword("maximum")?.GetDecimal(),
            MinimumLength = (Keyword("minLength") ?? Keyword("minItems"))?.GetInt64(),
            MaximumLength = (Keyword("maxLength") ?? Keyword("maxItems"))?.GetInt64(),
        };
    }

    // A schema may also be "true", which says nothing.
    private static JsonElement? Says(JsonElement? schema, string keyword) =>
        schema is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(keyword, out var value) ? value.Clone() : null;

    private static bool IsUri(JsonElement schema) => schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("format", out var format) && format.ValueEquals("uri");

    private static ParameterType TypeOf(JsonElement? type)
    {
        var name = type is { ValueKind: JsonValueKind.Array } several
            ? several.EnumerateArray().Select(one => one.GetString()).FirstOrDefault(one => one != "null")
            : type?.GetString();
        return name switch
        {
            "number" => ParameterType.Number,
            "integer" => ParameterType.Integer,
            "boolean" => ParameterType.Boolean,
            "array" => ParameterType.List,
            "object" => ParameterType.Group,
            _ => ParameterType.Text,
        };
    }
}
