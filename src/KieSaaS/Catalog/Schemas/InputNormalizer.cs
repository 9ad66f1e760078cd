using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using KieSaaS.Catalog.Transformations;

namespace KieSaaS.Catalog.Schemas;

/// <summary>
/// Writes an input in its one canonical form: names sorted, numbers without trailing zeros, scalars in the type the schema asks for
/// (the upstream takes "6" for 6 and 6 for "6"), unknown names dropped or kept, priced defaults filled in; before all that, what the entry
/// itself transforms. This text is what is validated, priced, hashed and sent.
/// </summary>
internal sealed class InputNormalizer(
    SchemaNode schema, SchemaNode bounds, IReadOnlyList<InputTransformation> transformations, IReadOnlyList<KeyValuePair<string, JsonElement>> defaults, bool keepUnknown)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ReadOnlyMemory<byte> Normalize(JsonElement input)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            WriteObject(writer, Prepared(input), schema, bounds);
        }

        return buffer.WrittenMemory;
    }

    private void Write(Utf8JsonWriter writer, JsonElement value, SchemaNode? node, SchemaNode? limit)
    {
        var wanted = limit?.Types ?? node?.Types;
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, [.. value.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value))], node, limit);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, node?.Items, limit?.Items);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                WriteNumber(writer, value.GetDecimal(), wanted);
                break;
            case JsonValueKind.String:
                WriteText(writer, value.GetString()!, wanted);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>The input's properties after the entry's transformations, with priced defaults.</summary>
    private List<KeyValuePair<string, JsonElement>> Prepared(JsonElement input)
    {
        var properties = new List<KeyValuePair<string, JsonElement>>();
        foreach (var property in input.EnumerateObject())
        {
            properties.Add(new(property.Name, property.Value));
        }

        foreach (var transformation in transformations)
        {
            transformation.Apply(properties);
        }

        foreach (var one in defaults)
        {
            if (InputTransformation.IndexOf(properties, one.Key) < 0)
            {
                properties.Add(one);
            }
        }

        return properties;
    }

    private void WriteObject(Utf8JsonWriter writer, List<KeyValuePair<string, JsonElement>> properties, SchemaNode? node, SchemaNode? limit)
    {
        if (!keepUnknown && node is { Properties.Count: > 0 })
        {
            properties.RemoveAll(property => !node.Properties.ContainsKey(property.Key));
        }

        properties.Sort(static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        writer.WriteStartObject();
        foreach (var (name, element) in properties)
        {
            writer.WritePropertyName(name);
            Write(writer, element, node?.Properties.GetValueOrDefault(name), limit?.Properties.GetValueOrDefault(name));
        }

        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, decimal number, SchemaTypes? wanted)
    {
        var plain = Plain(number);
        if (wanted is { } types && (types & (SchemaTypes.Number | SchemaTypes.Integer)) == SchemaTypes.None && types.HasFlag(SchemaTypes.String))
        {
            writer.WriteStringValue(plain.ToString(CultureInfo.InvariantCulture));
            return;
        }

        writer.WriteNumberValue(plain);
    }

    private static void WriteText(Utf8JsonWriter writer, string text, SchemaTypes? wanted)
    {
        if (wanted is not { } types || types.HasFlag(SchemaTypes.String))
        {
            writer.WriteStringValue(text);
        }
        else if (types.HasFlag(SchemaTypes.Boolean) && (text is "true" or "false"))
        {
            writer.WriteBooleanValue(text == "true");
        }
        else if ((types & (SchemaTypes.Number | SchemaTypes.Integer)) != SchemaTypes.None
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            writer.WriteNumberValue(Plain(number));
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    /// <summary>The same number without trailing zeros: 5.0 is 5.</summary>
    private static decimal Plain(decimal number) => number == 0 ? 0 : number / 1.000000000000000000000000000000000m;
}
