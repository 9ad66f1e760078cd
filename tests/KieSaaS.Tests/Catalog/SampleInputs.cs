using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;

namespace KieSaaS.Tests.Catalog;

/// <summary>Makes inputs that a schema accepts, from the schema alone.</summary>
internal static class SampleInputs
{
    private const string Address = "https://example.com/a.png";

    /// <summary>Only what is required.</summary>
    public static JsonObject Minimal(CatalogueEntry entry)
    {
        var schema = entry.Schema;
        var input = new JsonObject();
        foreach (var name in Required(schema).Concat(FirstBranch(entry)).Distinct(StringComparer.Ordinal))
        {
            input[name] = Value(schema.GetProperty("properties").GetProperty(name), Limit(entry, name));
        }

        AddRequired(entry, input);
        return input;
    }

    /// <summary>Every parameter that may be given.</summary>
    public static JsonObject Full(CatalogueEntry entry)
    {
        var input = new JsonObject();
        foreach (var property in entry.Schema.GetProperty("properties").EnumerateObject().Where(property => Limit(entry, property.Name)?.MaximumLength != 0))
        {
            input[property.Name] = Value(property.Value, Limit(entry, property.Name));
        }

        return Priceable(entry, input);
    }

    /// <summary>The minimal input whose measured file, if the entry has one, is one of ours (wwwroot/samples) below an address.</summary>
    public static JsonObject Minimal(CatalogueEntry entry, string files)
    {
        var input = Minimal(entry);
        if (entry.Measured is { } source)
        {
            var address = JsonValue.Create($"{files}/{(source.MaximumMegapixels is not null ? "picture.png" : source.Name.StartsWith("video", StringComparison.Ordinal) ? "film.mp4" : "sound.mp3")}");
            input[source.Name] = source.Type == ParameterType.List ? new JsonArray(address) : address;
        }

        return input;
    }

    /// <summary>A source of five seconds and one megapixel.</summary>
    public static MeasuredSource Source { get; } = new() { Seconds = 5, Width = 1024, Height = 1024 };

    /// <summary>What our own files have: three seconds, or 640 x 480.</summary>
    public static MeasuredSource OfOurFiles(CatalogueEntry entry) => entry.Measured?.MaximumMegapixels is null
        ? new() { Seconds = 3 }
        : new() { Width = 640, Height = 480 };

    /// <summary>Sources of which each price that looks at the size, or at what an earlier task tells, has one.</summary>
    public static IEnumerable<MeasuredSource> SourcesOf(CatalogueEntry entry) => entry.Continues?.Facts is not [var fact]
        ? [Source, Source with { Width = 3000 }, Source with { Width = 8000 }]
        : entry.Prices.SelectMany(row => row.Conditions).Where(condition => condition.Name == fact.Name).Select(condition => condition.Value.ToString()).Distinct(StringComparer.Ordinal)
            .Select(value => Source with { Facts = ImmutableDictionary<string, string>.Empty.Add(fact.Name, value) });

    /// <summary>The minimal input with every combination of values that price conditions look at.</summary>
    public static IEnumerable<JsonObject> PricedCombinations(CatalogueEntry entry)
    {
        var combinations = new List<JsonObject> { Minimal(entry) };
        foreach (var name in entry.Prices.SelectMany(row => row.Conditions).Select(condition => condition.Name).Distinct(StringComparer.Ordinal))
        {
            combinations = [.. combinations.SelectMany(input => Values(entry, name).Select(set =>
            {
                var copy = (JsonObject)input.DeepClone();
                set(copy);
                return copy;
            }))];
        }

        combinations.ForEach(input => AddRequired(entry, input));
        return combinations;
    }

    public static JsonNode? Value(JsonElement schema, EntryParameter? limit = null)
    {
        if (limit is { IsMeasured: true })
        {
            return limit.Type == ParameterType.List ? new JsonArray(Address) : Address;
        }

        if (limit is { Allowed.Length: > 0 } || schema.TryGetProperty("enum", out _))
        {
            return JsonNode.Parse((limit is { Allowed.Length: > 0 } ? limit.Allowed[0] : schema.GetProperty("enum")[0]).GetRawText());
        }

        if (limit is { Type: ParameterType.Number or ParameterType.Integer })
        {
            return limit.Minimum ?? 1;
        }

        return Kind(schema) switch
        {
            "array" => new JsonArray([.. Enumerable.Range(0, Math.Max(1, Count(schema, "minItems"))).Select(_ => Item(schema))]),
            "object" => new JsonObject(schema.TryGetProperty("properties", out var properties)
                ? properties.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, Value(property.Value)))
                : []),
            "boolean" => true,
            "number" or "integer" => schema.TryGetProperty("minimum", out var minimum) ? minimum.GetDecimal() : 1,
            _ => Text(schema),
        };
    }

    public static string? Kind(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? null
        : type.ValueKind == JsonValueKind.Array ? type[0].GetString() : type.GetString();

    public static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];

    private static void AddRequired(CatalogueEntry entry, JsonObject input)
    {
        foreach (var name in entry.Requirements.Where(requirement => !requirement.IsMet(JsonElement.Parse(input.ToJsonString()))).Select(requirement => requirement.OneOf[0]))
        {
            input[name] = Value(entry.Schema.GetProperty("properties").GetProperty(name), Limit(entry, name));
        }
    }

    private static EntryParameter? Limit(CatalogueEntry entry, string name) => entry.Parameters.Single(parameter => parameter.Name == name);

    private static IEnumerable<string> FirstBranch(CatalogueEntry entry) => entry.Schema.TryGetProperty("anyOf", out var branches)
        ? Required(branches[0])
        : [];

    private static JsonNode? Item(JsonElement schema) => schema.TryGetProperty("items", out var items) ? Value(items) : "text";

    private static int Count(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var count) ? count.GetInt32() : 0;

    private static string Text(JsonElement schema)
    {
        var pattern = schema.TryGetProperty("pattern", out var expression) ? expression.GetString() : null;
        return pattern switch
        {
            "^#[0-9A-Fa-f]{6}$" => "#12abEF",
            @"^\d{1,3}\.\d{2}%$" => "33.30%",
            @"^Speaker \d+$" => "Speaker 1",
            _ when schema.TryGetProperty("format", out _) || pattern is not null => Address,
            _ => "a red fox".PadRight(Count(schema, "minLength"), '!'),
        };
    }

    private static JsonObject Priceable(CatalogueEntry entry, JsonObject input)
    {
        var conditions = entry.Prices.First(row => !row.IsSurcharge).Conditions;
        foreach (var condition in conditions.Where(condition => !condition.IsFact))
        {
            input[condition.Name] = JsonNode.Parse(condition.Value.GetRawText());
        }

        foreach (var condition in conditions.Where(condition => condition.IsFact && condition.Value.ValueKind != JsonValueKind.True))
        {
            ClearMedia(input);
        }

        return input;
    }

    private static IEnumerable<Action<JsonObject>> Values(CatalogueEntry entry, string name)
    {
        if (name[0] != '@')
        {
            var parameter = entry.Parameters.Single(one => one.Name == name);
            return parameter.Type == ParameterType.Boolean
                ? [input => input[name] = true, input => input[name] = false]
                : parameter.Allowed.Select<JsonElement, Action<JsonObject>>(value => input => input[name] = JsonNode.Parse(value.GetRawText()));
        }

        return [ClearMedia, input => AddMedia(entry, input)];
    }

    private static void ClearMedia(JsonObject input)
    {
        input.Remove("reference_video_urls");
        input.Remove("video_list");
    }

    private static void AddMedia(CatalogueEntry entry, JsonObject input)
    {
        foreach (var name in new[] { "reference_video_urls", "video_list", "image_urls", "first_frame_url", "reference_image_urls" })
        {
            if (entry.Schema.GetProperty("properties").TryGetProperty(name, out var schema))
            {
                var value = Value(schema)!;
                if (value is JsonArray list)
                {
                    list.Add(list[0]!.DeepClone());
                }

                input[name] = value;
            }
        }
    }
}
