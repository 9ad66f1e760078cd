using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Catalog;

/// <summary>
/// The smallest input that a model accepts, made from its definition alone: the docs' example, what the test bench proposes, and what
/// stands in for the fields that somebody has not filled in yet when a price is asked for.
/// </summary>
public static class ExampleInput
{
    /// <summary>Stands for the id of an earlier task, which no example can know.</summary>
    public const string EarlierTask = "EARLIER_TASK_ID";

    /// <summary>Stands for the id of one of its tracks.</summary>
    public const string EarlierTrack = "EARLIER_TRACK_ID";

    private const string Site = "https://example.com/", Address = Site + "picture.png", Words = "A lighthouse at dawn, soft light";

    /// <summary>Everything the model needs and nothing else. A file that is fetched and measured is one of ours.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="site">Where this installation answers, with its closing slash.</param>
    public static JsonObject Of(CatalogueEntry entry, string site) =>
        Fill(entry, entry.Measured is { } source ? new JsonObject { [source.Name] = SampleFile.Value(source, site) } : []);

    /// <summary>Adds to an input what it still needs.</summary>
    public static JsonObject Fill(CatalogueEntry entry, JsonObject input)
    {
        foreach (var name in Required(entry.Schema).Concat(FirstAlternative(entry, input)))
        {
            if (!input.ContainsKey(name) && entry.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } parameter)
            {
                input[name] = EarlierOf(entry, name) ?? ValueOf(parameter, entry.Schema.GetProperty("properties").GetProperty(name));
            }
        }

        foreach (var name in entry.Requirements.Where(requirement => !requirement.IsMet(JsonElement.Parse(input.ToJsonString()))).Select(requirement => requirement.OneOf[0]).Distinct())
        {
            input[name] = ValueOf(entry.Parameters.Single(parameter => parameter.Name == name), entry.Schema.GetProperty("properties").GetProperty(name));
        }

        return input;
    }

    /// <summary>So many example addresses, for a list that the price counts.</summary>
    public static JsonArray Addresses(int count) => [.. Enumerable.Range(1, count).Select(number => JsonValue.Create($"https://example.com/file-{number}.mp4"))];

    private static string? EarlierOf(CatalogueEntry entry, string name) =>
        name == entry.Continues?.Task ? EarlierTask : name == entry.Continues?.Track ? EarlierTrack : null;

    private static JsonNode? ValueOf(EntryParameter parameter, JsonElement schema)
    {
        if (parameter is { Default: { } value, Type: not ParameterType.List } && SaysSomething(value))
        {
            return Node(value);
        }

        if (parameter.Allowed is [var first, ..])
        {
            return Node(first);
        }

        if (parameter.IsMeasured)
        {
            return SampleFile.Value(parameter, Site);
        }

        // Some of the upstream's schemas do not say that what is named so is an address.
        if (parameter is { Type: ParameterType.Text, IsAddress: false } && parameter.Name.EndsWith("url", StringComparison.OrdinalIgnoreCase))
        {
            return Address;
        }

        return parameter.Type is ParameterType.Number or ParameterType.Integer ? parameter.Minimum ?? 1 : ValueOf(schema);
    }

    private static JsonNode? ValueOf(JsonElement schema)
    {
        // The upstream's defaults of lists are lists of one empty text.
        if (TypeOf(schema) != "array" && schema.TryGetProperty("default", out var value) && SaysSomething(value))
        {
            return Node(value);
        }

        if (schema.TryGetProperty("enum", out var allowed))
        {
            return Node(allowed[0]);
        }

        return TypeOf(schema) switch
        {
            "array" => new JsonArray([.. Enumerable.Range(0, Math.Max(1, Number(schema, "minItems"))).Select(_ => schema.TryGetProperty("items", out var items) ? ValueOf(items) : Words)]),
            "object" => new JsonObject(Required(schema).Select(name => KeyValuePair.Create(name, ValueOf(schema.GetProperty("properties").GetProperty(name))))),
            "boolean" => false,
            "number" or "integer" => schema.TryGetProperty("minimum", out var least) ? least.GetDecimal() : 1,
            _ when schema.TryGetProperty("format", out _) || schema.TryGetProperty("pattern", out _) => TextFor(schema),
            _ => Words.PadRight(Number(schema, "minLength"), '.'),
        };
    }

    // The upstream's patterns ask for an address in one way or another, but for these two.
    private static string TextFor(JsonElement schema)
    {
        var pattern = schema.TryGetProperty("pattern", out var text) ? text.GetString() : null;
        return pattern switch
        {
            "^#[0-9A-Fa-f]{6}$" => "#1d4ed8",
            @"^\d{1,3}\.\d{2}%$" => "50.00%",
            _ => Address,
        };
    }

    private static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];

    // "One of these": the first branch that needs no earlier task will do, unless the input already satisfies another.
    private static IEnumerable<string> FirstAlternative(CatalogueEntry entry, JsonObject input) =>
        entry.Schema.TryGetProperty("anyOf", out var branches) && !branches.EnumerateArray().Any(branch => Required(branch).All(input.ContainsKey))
            ? Required(branches.EnumerateArray().OrderBy(branch => Required(branch).Any(name => EarlierOf(entry, name) is not null)).First())
            : [];

    private static string? TypeOf(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? null
        : type.ValueKind == JsonValueKind.Array ? type[0].GetString() : type.GetString();

    private static int Number(JsonElement schema, string keyword) => schema.TryGetProperty(keyword, out var number) ? number.GetInt32() : 0;

    // A prompt whose default is the empty text is refused upstream all the same.
    private static bool SaysSomething(JsonElement value) => value.ValueKind != JsonValueKind.String || value.GetString()!.Length > 0;

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());
}
