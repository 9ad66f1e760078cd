using System.Collections.Frozen;
using System.Text.Json;

namespace KieSaaS.Catalog.Schemas;

/// <summary>
/// Turns the JSON text of a schema into a <see cref="SchemaNode"/>. It knows exactly the keywords the catalogue uses;
/// another one is refused with its path, because a rule that is silently skipped would let bad input through.
/// </summary>
internal static class SchemaCompiler
{
    public static SchemaNode Compile(JsonElement schema, string path)
    {
        if (schema.ValueKind is JsonValueKind.True)
        {
            return SchemaNode.Anything;
        }

        if (schema.ValueKind is not JsonValueKind.Object)
        {
            throw new DefinitionException(path, "a schema must be an object");
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Known.Contains(keyword.Name))
            {
                throw new DefinitionException(path + "/" + keyword.Name, $"the keyword '{keyword.Name}' is not supported");
            }
        }

        return new SchemaNode
        {
            Types = schema.TryGetProperty("type", out var type) ? Types(type, path + "/type") : null,
            Properties = schema.TryGetProperty("properties", out var properties)
                ? Properties(properties, path + "/properties")
                : FrozenDictionary<string, SchemaNode>.Empty,
            Items = schema.TryGetProperty("items", out var items) ? Compile(items, path + "/items") : null,
            Default = schema.TryGetProperty("default", out var value) ? value.Clone() : null,
            Keywords = [.. KeywordCompiler.Compile(schema, path)],
        };
    }

    /// <summary>A schema that says nothing but what its properties must obey: our own limits on top of the upstream's schema.</summary>
    public static SchemaNode CompileProperties(JsonElement properties, string path) => new() { Properties = Properties(properties, path) };

    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
        [
            "type", "properties", "required", "additionalProperties", "items", "anyOf", "enum", "const", "minimum", "maximum", "minLength", "maxLength",
            "minItems", "maxItems", "pattern", "format", "default", "$schema", "title", "description",
        ],
        StringComparer.Ordinal);

    private static FrozenDictionary<string, SchemaNode> Properties(JsonElement properties, string path) => properties.ValueKind == JsonValueKind.Object
        ? properties.EnumerateObject().ToFrozenDictionary(
            property => property.Name, property => Compile(property.Value, path + "/" + property.Name), StringComparer.Ordinal)
        : throw new DefinitionException(path, "must be an object of schemas");

    private static SchemaTypes Types(JsonElement type, string path)
    {
        var names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().ToArray() : [type];
        var types = SchemaTypes.None;
        foreach (var name in names)
        {
            types |= (name.ValueKind == JsonValueKind.String ? SchemaTypeNames.Parse(name.GetString()) : null)
                ?? throw new DefinitionException(path, $"{name.GetRawText()} is not a type");
        }

        return types != SchemaTypes.None ? types : throw new DefinitionException(path, "must name a type");
    }
}
