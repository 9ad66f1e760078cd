using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Tests.Billing.Stripe.Contract;

/// <summary>Turns bracketed form parameters into the value they spell, with numbers and booleans where the schema says so.</summary>
internal static class FormCoercion
{
    public static JsonNode Coerce(OpenApiContract contract, JsonElement schema, IReadOnlyDictionary<string, string> parameters)
    {
        var root = new JsonObject();
        foreach (var (name, value) in parameters)
        {
            Put(root, name.Replace("]", "", StringComparison.Ordinal).Split('['), value);
        }

        return Shape(contract, schema, root)!;
    }

    private static void Put(JsonObject into, string[] path, string value)
    {
        foreach (var part in path[..^1])
        {
            into[part] ??= new JsonObject();
            into = (JsonObject)into[part]!;
        }

        into[path[^1]] = value;
    }

    private static JsonNode? Shape(OpenApiContract contract, JsonElement reference, JsonNode? value)
    {
        var schema = contract.Resolve(reference);
        if (schema.TryGetProperty("anyOf", out var choices))
        {
            return choices.EnumerateArray().Select(choice => Shape(contract, choice, value?.DeepClone())).FirstOrDefault(shaped => shaped?.GetValueKind() != JsonValueKind.String) ?? value?.DeepClone();
        }

        var type = schema.TryGetProperty("type", out var named) ? named.GetString() : null;
        return (type, value) switch
        {
            ("object", JsonObject json) => Members(contract, schema, json),
            ("array", JsonObject json) => Items(contract, schema, json),
            ("integer", JsonValue text) when long.TryParse(text.GetValue<string>(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            ("boolean", JsonValue text) when bool.TryParse(text.GetValue<string>(), out var flag) => JsonValue.Create(flag),
            _ => value?.DeepClone(),
        };
    }

    private static JsonObject Members(OpenApiContract contract, JsonElement schema, JsonObject json)
    {
        var shaped = new JsonObject();
        foreach (var (name, inner) in json)
        {
            shaped[name] = schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out var property)
                ? Shape(contract, property, inner)
                : inner?.DeepClone();
        }

        return shaped;
    }

    private static JsonNode Items(OpenApiContract contract, JsonElement schema, JsonObject json) =>
        json.All(pair => int.TryParse(pair.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? new JsonArray([.. json.Select(pair => Shape(contract, schema.GetProperty("items"), pair.Value))])
            : json.DeepClone();
}
