using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KieSaaS.Tests.Billing.Stripe.Contract;

/// <summary>
/// Holds a value against a schema of the contract and collects what does not fit. Covers what that document uses:
/// type, nullable, enum (an "x-open-enum" may grow in answers), format, maxLength, required, properties, additionalProperties, items, anyOf.
/// </summary>
/// <param name="contract">Resolves references.</param>
/// <param name="closed">True for requests: an unknown field or value of an open enum is a complaint as well.</param>
internal sealed class SchemaCheck(OpenApiContract contract, bool closed)
{
    private readonly List<string> _complaints = [];

    public IReadOnlyList<string> Complaints => _complaints;

    public void Run(JsonNode? value, JsonElement reference, string path)
    {
        var schema = contract.Resolve(reference);
        if (value is null)
        {
            if (!(schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean()))
            {
                Complain(path, "is null");
            }

            return;
        }

        if (schema.TryGetProperty("anyOf", out var choices))
        {
            AnyOf(value, choices, path);
            return;
        }

        switch (schema.TryGetProperty("type", out var type) ? type.GetString() : null)
        {
            case "object":
                Object(value, schema, path);
                break;
            case "array":
                Array(value, schema, path);
                break;
            case "string":
                Text(value, schema, path);
                break;
            case "integer" when value.GetValueKind() != JsonValueKind.Number || !long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _):
                Complain(path, $"is {value.ToJsonString()}, not an integer");
                break;
            case "number" when value.GetValueKind() != JsonValueKind.Number:
                Complain(path, $"is {value.ToJsonString()}, not a number");
                break;
            case "boolean" when value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False):
                Complain(path, $"is {value.ToJsonString()}, not a boolean");
                break;
        }
    }

    private void AnyOf(JsonNode value, JsonElement choices, string path)
    {
        var best = choices.EnumerateArray().Select(choice =>
        {
            var check = new SchemaCheck(contract, closed);
            check.Run(value, choice, path);
            return check.Complaints;
        }).MinBy(complaints => complaints.Count);
        _complaints.AddRange(best ?? []);
    }

    private void Object(JsonNode value, JsonElement schema, string path)
    {
        if (value is not JsonObject json)
        {
            Complain(path, $"is {value.ToJsonString()}, not an object");
            return;
        }

        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => !json.ContainsKey(name)))
            {
                Complain($"{path}.{name}", "is missing");
            }
        }

        var hasProperties = schema.TryGetProperty("properties", out var properties);
        var more = schema.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.Object ? additional : (JsonElement?)null;
        foreach (var (name, inner) in json)
        {
            if (hasProperties && properties.TryGetProperty(name, out var property))
            {
                Run(inner, property, $"{path}.{name}");
            }
            else if (more is { } each)
            {
                Run(inner, each, $"{path}.{name}");
            }
            else if (closed)
            {
                Complain($"{path}.{name}", "is not in the contract");
            }
        }
    }

    private void Array(JsonNode value, JsonElement schema, string path)
    {
        if (value is not JsonArray items)
        {
            Complain(path, $"is {value.ToJsonString()}, not an array");
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            Run(items[i], schema.GetProperty("items"), $"{path}[{i}]");
        }
    }

    private void Text(JsonNode value, JsonElement schema, string path)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            Complain(path, $"is {value.ToJsonString()}, not a string");
            return;
        }

        var text = value.GetValue<string>();
        var mayGrow = !closed && schema.TryGetProperty("x-open-enum", out var open) && open.GetBoolean();
        if (!mayGrow && schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(known => known.GetString() == text))
        {
            Complain(path, $"is \"{text}\", which the contract does not list");
        }

        if (schema.TryGetProperty("maxLength", out var longest) && text.Length > longest.GetInt32())
        {
            Complain(path, $"has {text.Length} characters, above {longest.GetInt32()}");
        }

        if (schema.TryGetProperty("format", out var format) && format.GetString() == "decimal" && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _))
        {
            Complain(path, $"is \"{text}\", not a decimal");
        }
    }

    private void Complain(string path, string what) => _complaints.Add($"{path.TrimStart('.')} {what}");
}
