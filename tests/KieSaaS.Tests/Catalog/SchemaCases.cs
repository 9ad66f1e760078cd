using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;

namespace KieSaaS.Tests.Catalog;

/// <summary>Accepted and refused inputs of an entry: two good ones, each rule broken once, and seeded random mixtures of both.</summary>
internal static class SchemaCases
{
    private const int RandomMixtures = 25;

    public static IEnumerable<JsonNode> For(CatalogueEntry entry, Random random)
    {
        var minimal = SampleInputs.Minimal(entry);
        var full = SampleInputs.Full(entry);
        yield return minimal;
        yield return full;
        yield return new JsonArray();
        foreach (var property in full.ToArray())
        {
            var without = (JsonObject)full.DeepClone();
            without.Remove(property.Key);
            yield return without;
        }

        foreach (var (name, value) in Odd(entry))
        {
            var changed = (JsonObject)full.DeepClone();
            changed[name] = value?.DeepClone();
            yield return changed;
        }

        var odd = Odd(entry).ToArray();
        for (var i = 0; i < RandomMixtures; i++)
        {
            var mixture = (JsonObject)(random.Next(2) == 0 ? minimal : full).DeepClone();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                var (name, value) = odd[random.Next(odd.Length)];
                mixture[name] = value?.DeepClone();
            }

            if (mixture.Count > 0 && random.Next(3) == 0)
            {
                mixture.Remove(mixture.ElementAt(random.Next(mixture.Count)).Key);
            }

            yield return mixture;
        }
    }

    private static IEnumerable<(string Name, JsonNode? Value)> Odd(CatalogueEntry entry) => entry.Schema.GetProperty("properties").EnumerateObject()
        .SelectMany(property => Variants(property.Value).Select(value => (property.Name, value)))
        .Append(("unknown_to_the_schema", 1));

    private static IEnumerable<JsonNode?> Variants(JsonElement schema)
    {
        yield return null;
        yield return 7;
        yield return 7.5m;
        yield return 5.0m;
        yield return -1;
        yield return "7";
        yield return "https://example.com/b.png";
        yield return "not an address";
        yield return "";
        yield return true;
        yield return new JsonArray();
        yield return new JsonArray("text");
        yield return new JsonArray(1);
        yield return new JsonObject { ["text"] = "one", ["prompt"] = 5 };
        foreach (var limit in Limits(schema))
        {
            yield return limit;
        }

        foreach (var nested in Nested(schema))
        {
            yield return nested;
        }
    }

    private static IEnumerable<JsonNode?> Limits(JsonElement schema)
    {
        foreach (var keyword in schema.EnumerateObject().Where(keyword => keyword.Value.ValueKind == JsonValueKind.Number && keyword.Name is not "default"))
        {
            var limit = keyword.Value.GetDecimal();
            foreach (var near in new[] { limit - 1, limit - 0.01m, limit, limit + 0.01m, limit + 1 })
            {
                // Emoji: one code point, two UTF-16 units. Lengths count the former.
                var count = (int)Math.Clamp(decimal.Truncate(near), 0, 1_000_000);
                yield return keyword.Name switch
                {
                    "minLength" or "maxLength" => string.Concat(Enumerable.Repeat(near == limit ? "\U0001F98A" : "x", count)),
                    "minItems" or "maxItems" => new JsonArray([.. Enumerable.Range(0, count).Select(_ => Item(schema))]),
                    _ => near,
                };
            }
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            foreach (var value in values.EnumerateArray().Take(5))
            {
                yield return JsonNode.Parse(value.GetRawText());
            }
        }

        if (schema.TryGetProperty("pattern", out _))
        {
            yield return "https://example.com/c.png\n";
        }
    }

    private static IEnumerable<JsonNode?> Nested(JsonElement schema)
    {
        if (!schema.TryGetProperty("items", out var items))
        {
            return [];
        }

        if (!items.TryGetProperty("properties", out var properties))
        {
            return Limits(items).Select(item => (JsonNode?)new JsonArray(item));
        }

        var whole = (JsonObject)SampleInputs.Value(items)!;
        return properties.EnumerateObject().SelectMany(property => new JsonNode?[] { 5, "٣", "#12abEF\n", "33.3%", null }.Concat(Limits(property.Value)).Select(value =>
        {
            var changed = (JsonObject)whole.DeepClone();
            changed[property.Name] = value?.DeepClone();
            return (JsonNode?)new JsonArray(changed);
        }));
    }

    private static JsonNode? Item(JsonElement schema) => schema.TryGetProperty("items", out var items) ? SampleInputs.Value(items) : "text";
}
