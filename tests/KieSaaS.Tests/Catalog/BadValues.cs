using System.Text.Json;
using System.Text.Json.Nodes;
using KieSaaS.Catalog;

namespace KieSaaS.Tests.Catalog;

/// <summary>For each constraint of each parameter one input that breaks it and nothing else, made from the definition alone.</summary>
internal static class BadValues
{
    public sealed record Bad(string Parameter, string Why, JsonObject Input);

    public static IEnumerable<Bad> Of(CatalogueEntry entry)
    {
        var full = SampleInputs.Full(entry);
        foreach (var name in SampleInputs.Required(entry.Schema))
        {
            // What has a priced default is filled in, so leaving it out is no fault.
            if (entry.Parameters.Single(one => one.Name == name) is not { IsPriced: true, Default: not null })
            {
                var without = (JsonObject)full.DeepClone();
                without.Remove(name);
                yield return new Bad(name, name + " left out", without);
            }
        }

        foreach (var parameter in entry.Parameters)
        {
            var schema = entry.Schema.GetProperty("properties").GetProperty(parameter.Name);
            foreach (var (why, value) in Values(parameter, schema))
            {
                var changed = (JsonObject)full.DeepClone();
                changed[parameter.Name] = value;
                yield return new Bad(parameter.Name, $"{parameter.Name}: {why}", changed);
            }
        }
    }

    private static IEnumerable<(string Why, JsonNode? Value)> Values(EntryParameter parameter, JsonElement schema)
    {
        var isText = SampleInputs.Kind(schema) == "string";
        if (schema.TryGetProperty("type", out _))
        {
            yield return ("wrong type", parameter.Type == ParameterType.Group ? 7 : new JsonObject { ["a"] = 1 });
        }

        if (!parameter.Allowed.IsEmpty)
        {
            yield return ("not in the list", isText ? "no-such-value" : 987_654);
        }
        else if (parameter.Type is ParameterType.Number or ParameterType.Integer)
        {
            if (parameter.Minimum is { } least)
            {
                yield return ("below the minimum", least - 1);
            }

            if (parameter.Maximum is { } most)
            {
                yield return ("above the maximum", most + 1);
            }
        }

        foreach (var bad in Lengths(parameter, schema))
        {
            yield return bad;
        }

        if (schema.TryGetProperty("format", out _))
        {
            yield return ("no address", "not an address");
        }

        if (schema.TryGetProperty("items", out var items) && items.TryGetProperty("format", out _))
        {
            yield return ("an item that is no address", new JsonArray("not an address"));
        }
    }

    private static IEnumerable<(string Why, JsonNode? Value)> Lengths(EntryParameter parameter, JsonElement schema)
    {
        if (parameter.MaximumLength is { } longest)
        {
            var more = (int)longest + 1;
            yield return ("too long", parameter.Type == ParameterType.List
                ? new JsonArray([.. Enumerable.Range(0, more).Select(_ => schema.TryGetProperty("items", out var items) ? SampleInputs.Value(items) : "text")])
                : "https://example.com/".PadRight(more, 'x')[..more]);
        }

        if (parameter.MinimumLength is > 0 and var shortest)
        {
            yield return ("too short", parameter.Type == ParameterType.List ? new JsonArray() : new string('x', (int)shortest - 1));
        }
    }
}
