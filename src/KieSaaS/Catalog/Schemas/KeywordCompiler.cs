using System.Collections.Frozen;
using System.Text.Json;

namespace KieSaaS.Catalog.Schemas;

/// <summary>Builds the rules of one schema object, in the order in which their messages are most useful.</summary>
internal static class KeywordCompiler
{
    public static IEnumerable<Keyword> Compile(JsonElement schema, string path)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            yield return new RequiredProperties([.. List(required, path + "/required", 0).Select(name => Text(name, path + "/required"))]);
        }

        if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind != JsonValueKind.True)
        {
            var named = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(property => property.Name) : [];
            yield return new OtherProperties(
                named.ToFrozenSet(StringComparer.Ordinal),
                others.ValueKind == JsonValueKind.False ? null : SchemaCompiler.Compile(others, path + "/additionalProperties"));
        }

        if (schema.TryGetProperty("anyOf", out var branches))
        {
            yield return new AnyBranch([.. List(branches, path + "/anyOf").Select((branch, index) =>
                SchemaCompiler.Compile(branch, FormattableString.Invariant($"{path}/anyOf/{index}")))]);
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            yield return new OneOfValues(List(values, path + "/enum").Select(value => value.Clone()));
        }

        if (schema.TryGetProperty("const", out var constant))
        {
            yield return new OneOfValues([constant.Clone()]);
        }

        foreach (var limit in Limits(schema, path))
        {
            yield return limit;
        }

        if (schema.TryGetProperty("pattern", out var pattern))
        {
            yield return Pattern(Text(pattern, path + "/pattern"), path + "/pattern");
        }

        if (schema.TryGetProperty("format", out var format))
        {
            yield return Text(format, path + "/format") == "uri"
                ? new WebAddress()
                : throw new DefinitionException(path + "/format", $"the format {format.GetRawText()} is not supported");
        }
    }

    private static IEnumerable<Keyword> Limits(JsonElement schema, string path)
    {
        if (Number(schema, "minimum", path) is var minimum && Number(schema, "maximum", path) is var maximum && (minimum ?? maximum) is not null)
        {
            yield return new NumberRange(minimum, maximum);
        }

        if (Count(schema, "minLength", path) is var shortest && Count(schema, "maxLength", path) is var longest && (shortest ?? longest) is not null)
        {
            yield return new TextLength(shortest, longest);
        }

        if (Count(schema, "minItems", path) is var fewest && Count(schema, "maxItems", path) is var most && (fewest ?? most) is not null)
        {
            yield return new ItemCount(fewest, most);
        }
    }

    private static TextPattern Pattern(string pattern, string path)
    {
        try
        {
            return new TextPattern(EcmaPattern.Compile(pattern), pattern);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            throw new DefinitionException(path, $"the pattern cannot be used: {wrong.Message}");
        }
    }

    private static JsonElement.ArrayEnumerator List(JsonElement value, string path, int fewest = 1) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() >= fewest
            ? value.EnumerateArray()
            : throw new DefinitionException(path, fewest == 0 ? "must be a list" : "must be a list with at least one item");

    private static string Text(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new DefinitionException(path, "must be text");

    private static decimal? Number(JsonElement schema, string name, string path) => !schema.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number
        : throw new DefinitionException(path + "/" + name, "must be a number");

    private static long? Count(JsonElement schema, string name, string path) => !schema.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 ? number
        : throw new DefinitionException(path + "/" + name, "must be a whole number from 0");
}
